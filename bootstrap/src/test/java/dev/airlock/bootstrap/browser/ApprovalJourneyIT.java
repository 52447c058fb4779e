package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airlock.bootstrap.clients.Client;
import dev.airlock.bootstrap.clients.Client.Session;
import dev.airlock.bootstrap.clients.JavaSdk;
import dev.airlock.bootstrap.proof.NotesGround;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A write waits at one node, a mail arrives, somebody opens it on a phone at another node and decides, and the agent learns what they decided. */
@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApprovalJourneyIT {
    private static final String FINAL = "the final words";
    private static final String REASON = "Not before Monday.";
    private static final List<String> NOTES = List.of(
            "patient",
            "expired",
            "stopped",
            "killed",
            "impatient-1",
            "impatient-2",
            "impatient-3",
            "task",
            "task-no",
            "task-back");

    private final Chromium chromium;
    private final NotesGround ground;

    ApprovalJourneyIT(Chromium chromium) throws IOException {
        this.chromium = chromium;
        var notes = new ArrayList<>(NOTES);
        for (Sdk sdk : Sdk.values()) {
            notes.addAll(List.of(sdk.note("yes"), sdk.note("no")));
        }
        ground = NotesGround.start(notes);
    }

    @AfterAll
    void close() throws IOException {
        ground.close();
    }

    /** What an agent is made with, and what it calls: a tool of which three calls were rejected is refused for a while. */
    enum Sdk {
        TYPESCRIPT_1("writeNote"),
        TYPESCRIPT_2_LEGACY("reviseNote"),
        TYPESCRIPT_2_MODERN("writeNote"),
        JAVA("reviseNote");

        private final String tool;

        Sdk(String tool) {
            this.tool = tool;
        }

        private String note(String decision) {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + decision;
        }
    }

    /** What a tool answered. */
    private record Said(boolean failed, String text) {}

    @ParameterizedTest
    @EnumSource
    void what_is_approved_on_a_phone_is_sent_once_and_answers_the_call(Sdk sdk) {
        String note = sdk.note("yes");
        CompletableFuture<Said> call = write(sdk, note);

        try (Visitor approver = phone()) {
            open(approver, note, call);
            assertThat(approver.page().locator(".changes .before")).containsText(NotesGround.DRAFT);
            assertThat(approver.page().locator(".changes .now")).containsText(FINAL);
            assertThat((Boolean) approver.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            assertThat(ground.written(note)).isEmpty();
            approver.press("Approve");
            assertThat(approver.page().locator("#outcome")).isVisible();
        }

        assertThat(call.join()).isEqualTo(new Said(false, text(FINAL)));
        assertThat(ground.written(note)).containsExactly(text(FINAL));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_rejected_is_not_sent_and_the_agent_reads_the_reason(Sdk sdk) {
        String note = sdk.note("no");
        CompletableFuture<Said> call = write(sdk, note);

        try (Visitor approver = phone()) {
            open(approver, note, call);
            approver.fill("Why not", REASON);
            approver.press("Reject");
        }

        Said said = call.join();
        assertThat(said.failed()).isTrue();
        assertThat(said.text()).contains(REASON);
        assertThat(ground.written(note)).isEmpty();
    }

    @Test
    void whoever_may_decide_it_themselves_is_asked_by_their_agent_to_open_the_page() throws InterruptedException {
        var asked = new LinkedBlockingQueue<String>();
        var call = session("ts-v2.mjs", asked::add, write("own", "--mode", "modern", "--can-be-asked"));
        String question = asked.poll(1, TimeUnit.MINUTES);
        assertThat(question).startsWith("open http");

        try (Visitor dave = phone()) {
            open(dave, URI.create(question.substring("open ".length())), NotesGround.DAVE);
            dave.press("Approve");
        }

        assertThat(said(call.join())).isEqualTo(new Said(false, text(FINAL)));
        assertThat(call.join().seen().at("/asked/mode").asText()).isEqualTo("url");
        assertThat(ground.written("own")).containsExactly(text(FINAL));
    }

    @Test
    void progress_keeps_a_call_alive_beyond_the_time_limit_of_its_client() throws InterruptedException {
        long begun = System.nanoTime();
        var call = session("ts-v2.mjs", write("patient", "--mode", "modern", "--call-timeout-ms", "17000"));
        try (Visitor approver = phone()) {
            open(approver, "patient", call);
            Thread.sleep(Duration.ofSeconds(20).minusNanos(System.nanoTime() - begun));
            approver.press("Approve");
        }

        assertThat(said(call.join())).isEqualTo(new Said(false, text(FINAL)));
        assertThat(call.join().texts("progress"))
                .hasSizeGreaterThan(1)
                .allMatch(message -> message.startsWith("waiting for a person's approval"));
    }

    @ParameterizedTest
    @CsvSource({"impatient-1, ts-v1.mjs,", "impatient-2, ts-v2.mjs, legacy", "impatient-3, ts-v2.mjs, modern"})
    void a_client_that_gives_up_takes_nothing_back_and_the_same_call_is_answered_later(
            String note, String script, @Nullable String mode) {
        String[] by = mode == null ? new String[0] : new String[] {"--mode", mode};
        String[] impatient = write(note, join(by, "--call-timeout-ms", "1500"));
        Session first = session(script, impatient).join();
        assertThat(first.seen().path("gaveUp").asText()).as(first.said()).contains("timed out");

        var again = session(script, write(note, by));
        try (Visitor approver = phone()) {
            open(approver, note, again);
            approver.press("Approve");
        }

        assertThat(said(again.join())).isEqualTo(new Said(false, text(FINAL)));
        assertThat(ground.written(note)).containsExactly(text(FINAL));
    }

    @Test
    void nobody_decides_in_time_and_the_agent_is_told() {
        Said said = said(session("ts-v2.mjs", ground.briefMcpUrl(), line -> {}, write("expired", "--mode", "modern"))
                .join());

        assertThat(said.failed()).isTrue();
        assertThat(said.text()).contains("nobody decided in time");
        assertThat(ground.written("expired")).isEmpty();
    }

    @Test
    void what_is_approved_while_its_node_is_stopped_is_told_to_the_same_client_in_another_session_alone() {
        var call = session("ts-v2.mjs", write("stopped", "--mode", "modern"));
        URI link = ground.link("stopped", call);
        ground.stopFirst();
        JsonNode pending = call.join().seen().at("/result/structuredContent");
        assertThat(pending.path("status").asText()).as(call.join().said()).isEqualTo("awaiting_approval");
        try (Visitor approver = phone()) {
            open(approver, link, NotesGround.approver("stopped"));
            approver.press("Approve");
        }
        ground.startFirst();

        String[] check = {"--call", "check_approval", "--arguments", "{\"requestId\":" + pending.path("requestId") + "}"
        };
        assertThat(said(session("ts-v1.mjs", check).join())).isEqualTo(new Said(false, text(FINAL)));
        Said other = said(Client.run("ts-v1.mjs", ground.mcpUrl(), ground.otherToken(), line -> {}, check));
        assertThat(other.failed()).isTrue();
        assertThat(other.text()).contains("no request").doesNotContain(FINAL);
        assertThat(ground.written("stopped")).containsExactly(text(FINAL));
    }

    @Test
    void a_call_whose_node_is_killed_while_it_waits_is_joined_when_it_runs_again() {
        var broken = session("ts-v2.mjs", write("killed", "--mode", "modern", "--call-timeout-ms", "5000"));
        URI link = ground.link("killed", broken);
        ground.killFirst();
        assertThat(broken.join().seen().has("result")).isFalse();
        ground.startFirst();

        var again = session("ts-v2.mjs", write("killed", "--mode", "modern"));
        try (Visitor approver = phone()) {
            open(approver, link, NotesGround.approver("killed"));
            approver.press("Approve");
        }

        assertThat(said(again.join())).isEqualTo(new Said(false, text(FINAL)));
        assertThat(ground.written("killed")).containsExactly(text(FINAL));
    }

    @Test
    void a_task_that_one_session_begins_another_one_brings_to_its_result() {
        CompletableFuture<Session> resumed = resumed(task("writeNote", "task"));
        try (Visitor approver = phone()) {
            open(approver, "task", resumed);
            approver.press("Approve");
        }

        JsonNode seen = resumed.join().seen();
        assertThat(resumed.join().texts("states")).as(resumed.join().said()).containsExactly("working", "completed");
        assertThat(seen.at("/outcome/result/content/0/text").asText()).isEqualTo(text(FINAL));
        assertThat(ground.written("task")).containsExactly(text(FINAL));
    }

    @Test
    void a_task_that_is_rejected_ends_with_the_reason() {
        CompletableFuture<Session> resumed = resumed(task("replaceNote", "task-no"));
        try (Visitor approver = phone()) {
            open(approver, "task-no", resumed);
            approver.fill("Why not", REASON);
            approver.press("Reject");
        }

        JsonNode result = resumed.join().seen().at("/outcome/result");
        assertThat(resumed.join().texts("states")).as(resumed.join().said()).containsExactly("working", "completed");
        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asText()).contains(REASON);
        assertThat(ground.written("task-no")).isEmpty();
    }

    @Test
    void a_task_that_is_cancelled_takes_the_request_back() {
        String reference = task("writeNote", "task-back");
        try (Visitor approver = phone()) {
            open(approver, "task-back", new CompletableFuture<>());
            Session ended = resumed(reference, "--then", "cancel").join();
            assertThat(ended.seen().at("/outcome/status").asText())
                    .as(ended.said())
                    .isEqualTo("cancelled");
            approver.press("Approve");
            assertThat(approver.page().locator(".outcome")).containsText("back");
        }
        assertThat(ground.written("task-back")).isEmpty();
    }

    /** Begins a task and leaves it; returns what another session goes on with. */
    private String task(String tool, String note) {
        Session begun =
                session("tasks.mjs", call(tool, note, "--then", "leave")).join();
        assertThat(begun.seen().path("kind").asText()).as(begun.said()).isEqualTo("task");
        return begun.seen().path("reference").asText();
    }

    private CompletableFuture<Session> resumed(String reference, String... options) {
        return session("tasks.mjs", join(options, "--resume", reference));
    }

    /** Somebody with a phone, at the second node. */
    private Visitor phone() {
        Visitor visitor = chromium.visitor(ground.room());
        visitor.page().setViewportSize(375, 812);
        return visitor;
    }

    /** Follows the link of the mail about a write, and signs in on the way. */
    private void open(Visitor visitor, String note, CompletableFuture<?> call) {
        open(visitor, ground.link(note, call), NotesGround.approver(note));
    }

    private static void open(Visitor visitor, URI link, String email) {
        visitor.open(link.getPath());
        visitor.fill("E-mail address", email);
        visitor.fill("Password", NotesGround.PASSWORD);
        visitor.press("Sign in");
        assertThat(visitor.page().locator("article")).containsText("asks through");
    }

    /** Lets Dave's agent write a note, until it has an answer. */
    private CompletableFuture<Said> write(Sdk sdk, String note) {
        return switch (sdk) {
            case TYPESCRIPT_1 -> write("ts-v1.mjs", sdk, note);
            case TYPESCRIPT_2_LEGACY -> write("ts-v2.mjs", sdk, note, "--mode", "legacy");
            case TYPESCRIPT_2_MODERN -> write("ts-v2.mjs", sdk, note, "--mode", "modern");
            case JAVA -> beside(() -> writeWithJava(sdk, note));
        };
    }

    private CompletableFuture<Said> write(String script, Sdk sdk, String note, String... options) {
        return session(script, call(sdk.tool, note, options)).thenApply(ApprovalJourneyIT::said);
    }

    private Said writeWithJava(Sdk sdk, String note) {
        try (McpSyncClient client = JavaSdk.client(ground.mcpUrl(), ground.token())) {
            client.initialize();
            var result = JavaSdk.call(client, sdk.tool, Map.of("id", note, "text", FINAL));
            return new Said(
                    Boolean.TRUE.equals(result.isError()), JavaSdk.texts(result).getFirst());
        }
    }

    private static String text(String words) {
        return "{\"text\":\"" + words + "\"}";
    }

    private static String[] write(String note, String... more) {
        return call("writeNote", note, more);
    }

    private static String[] call(String tool, String note, String... more) {
        String arguments = "{\"id\":\"%s\",\"text\":\"%s\"}".formatted(note, FINAL);
        return join(more, "--call", tool, "--arguments", arguments);
    }

    private static String[] join(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    private CompletableFuture<Session> session(String script, String... options) {
        return session(script, line -> {}, options);
    }

    private CompletableFuture<Session> session(String script, Consumer<String> errors, String... options) {
        return session(script, ground.mcpUrl(), errors, options);
    }

    private CompletableFuture<Session> session(String script, String url, Consumer<String> errors, String... options) {
        return beside(() -> Client.run(script, url, ground.token(), errors, join(options, "--timeout-ms", "90000")));
    }

    private static Said said(Session session) {
        JsonNode result = session.seen().path("result");
        assertThat(result.isMissingNode()).as(session.said()).isFalse();
        return new Said(
                result.path("isError").asBoolean(), result.at("/content/0/text").asText());
    }

    private static <T> CompletableFuture<T> beside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
    }
}

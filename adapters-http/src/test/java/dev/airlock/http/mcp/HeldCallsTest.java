package dev.airlock.http.mcp;

import static dev.airlock.http.mcp.Request.legacy;
import static dev.airlock.http.mcp.Request.modernCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Action;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over HTTP that wait for a person. Awaits what must come; the time limit only keeps a failing test from hanging. */
@Timeout(30)
class HeldCallsTest {
    private static final Duration LONG = Duration.ofSeconds(25);
    private static final Duration SHORT = Duration.ofMillis(400);

    private @Nullable World world;
    private String token = "";

    private World begin(McpSettings settings) {
        var begun = new World(settings);
        world = begun;
        begun.addServer(Fixtures.ADA, 100, "orders", Fixtures.deletingTool("deleteOrder"));
        begun.setAction(Fixtures.ADA, "orders", "deleteOrder", Action.REQUIRE_APPROVAL);
        token = begun.token(Fixtures.ADA);
        return begun;
    }

    private World begin(Duration hold) {
        return begin(World.BRISK.holding(hold));
    }

    @AfterEach
    void stop() {
        if (world != null) {
            world.close();
        }
    }

    private Request call() {
        return legacy(token, "tools/call", "{\"name\":\"deleteOrder\",\"arguments\":{\"id\":\"a\"}}");
    }

    private Request callWithProgress() {
        return legacy(
                token,
                "tools/call",
                "{\"name\":\"deleteOrder\",\"arguments\":{\"id\":\"a\"},\"_meta\":{\"progressToken\":\"p1\"}}");
    }

    private static @Nullable String text(Json.Obj response) {
        return ((Json.Obj) response.object("result").items("content").getFirst()).text("text");
    }

    @Test
    void a_call_that_is_approved_while_it_is_held_answers_with_its_result() {
        World here = begin(LONG);
        try (Events events = Events.open(here, call())) {
            events.awaitSilence();
            assertThat(here.upstream.sent()).isZero();

            here.approve(Fixtures.ADA, here.onlyRequest(Fixtures.ADA));
            Json.Obj response = events.next();

            assertThat(response.get("id")).isEqualTo(Json.of(7));
            assertThat(text(response)).isEqualTo("deleteOrder {\"id\":\"a\"}");
            assertThat(events.next()).isNull();
        }
        assertThat(here.upstream.sent()).isOne();
    }

    @Test
    void a_call_of_the_modern_era_is_held_just_so() {
        World here = begin(LONG);
        try (Events events = Events.open(here, modernCall(token, "deleteOrder", "{\"id\":\"a\"}"))) {
            events.awaitSilence();
            here.approve(Fixtures.ADA, here.onlyRequest(Fixtures.ADA));

            Json.Obj result = events.next().object("result");

            assertThat(result.text("resultType")).isEqualTo("complete");
            assertThat(result.toString()).contains("deleteOrder");
        }
    }

    @Test
    void whoever_gave_a_progress_token_is_told_what_is_waited_for_again_and_again() {
        World here = begin(LONG);
        try (Events events = Events.open(here, callWithProgress())) {
            Json.Obj first = events.next();
            Json.Obj second = events.next();

            assertThat(first.text("method")).isEqualTo("notifications/progress");
            assertThat(first.object("params").text("progressToken")).isEqualTo("p1");
            assertThat(first.object("params").text("message"))
                    .contains(
                            "waiting for a person's approval",
                            Fixtures.NOW.plusSeconds(3600).toString());
            assertThat(progress(second)).isGreaterThan(progress(first));
        }
    }

    private static double progress(Json.Obj notification) {
        return ((Json.Num) notification.object("params").get("progress"))
                .decimal()
                .doubleValue();
    }

    @Test
    void the_reason_of_a_rejection_reaches_the_agent() {
        World here = begin(LONG);
        try (Events events = Events.open(here, call())) {
            events.awaitSilence();
            here.reject(Fixtures.ADA, here.onlyRequest(Fixtures.ADA), "Order a is still open.");

            Json.Obj response = events.next();

            assertThat(response.object("result").isTrue("isError")).isTrue();
            assertThat(text(response)).contains("a person rejected the call", "Order a is still open.");
        }
        assertThat(here.upstream.sent()).isZero();
    }

    @Test
    void a_call_that_is_taken_back_while_it_is_held_is_not_sent() {
        World here = begin(LONG);
        try (Events events = Events.open(here, call())) {
            events.awaitSilence();
            here.takeBack(Fixtures.ADA, here.onlyRequest(Fixtures.ADA));

            assertThat(text(events.next())).contains("taken back");
        }
        assertThat(here.upstream.sent()).isZero();
    }

    @Test
    void a_call_that_was_held_long_enough_answers_that_it_waits_and_how_to_learn_more() {
        World here = begin(SHORT);
        try (Events events = Events.open(here, call())) {
            Json.Obj response = events.next();
            ApprovalId id = here.onlyRequest(Fixtures.ADA);

            Json.Obj structured = response.object("result").object("structuredContent");
            assertThat(structured)
                    .isEqualTo(Json.object()
                            .put("status", "awaiting_approval")
                            .put("requestId", id.toString())
                            .put("statusUrl", "https://airlock.example.com/api/v1/approvals/" + id)
                            .put("approvalUrl", "https://airlock.example.com/approvals/" + id)
                            .put("pollIntervalSeconds", 5)
                            .put("expiresAt", Fixtures.NOW.plusSeconds(3600).toString())
                            .build());
            assertThat(text(response)).contains("check_approval", id.toString());
        }
    }

    @Test
    void a_client_that_takes_no_stream_is_held_without_one() {
        World here = begin(LONG);
        var reply = CompletableFuture.supplyAsync(
                () -> call().with("Accept", "application/json").send(here), Thread::startVirtualThread);
        ApprovalId id = here.awaitRequest(Fixtures.ADA);
        sleep(World.IDLE_TIMEOUT.plus(World.IDLE_TIMEOUT));

        here.approve(Fixtures.ADA, id);

        assertThat(reply.join().header("content-type")).startsWith("application/json");
        assertThat(reply.join().text()).startsWith("deleteOrder");
    }

    @Test
    void a_client_that_leaves_gives_its_place_back_and_its_request_stays() {
        World here = begin(World.BRISK.holding(new HoldSettings(LONG, 10, 1)));
        Events left = Events.open(here, call());
        left.awaitSilence();
        ApprovalId id = here.onlyRequest(Fixtures.ADA);
        left.close();

        try (Events again = openHeld(here)) {
            again.awaitSilence();
            assertThat(here.onlyRequest(Fixtures.ADA)).isEqualTo(id);
            here.approve(Fixtures.ADA, id);

            assertThat(text(again.next())).startsWith("deleteOrder");
        }
        assertThat(here.upstream.sent()).isOne();
    }

    /** That a client has left is seen when it is spoken to. */
    private Events openHeld(World here) {
        Events events = Events.open(here, call());
        while (!events.header("content-type").equals("text/event-stream")) {
            events.close();
            events = Events.open(here, call());
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beyond_the_bounds_a_call_answers_at_once_that_it_waits(boolean ofAll) {
        World here = begin(World.BRISK.holding(ofAll ? new HoldSettings(LONG, 1, 10) : new HoldSettings(LONG, 10, 1)));
        try (Events events = Events.open(here, call())) {
            events.awaitSilence();

            Reply reply = call().send(here);

            assertThat(reply.result().object("structuredContent").text("status"))
                    .isEqualTo("awaiting_approval");
        }
    }

    @Test
    void when_the_server_stops_held_calls_answer_that_they_wait() {
        World here = begin(LONG);
        try (Events events = Events.open(here, call())) {
            events.awaitSilence();
            var stopping = CompletableFuture.runAsync(here::close, Thread::startVirtualThread);

            assertThat(text(events.next())).contains("check_approval");
            stopping.join();
        }
    }

    @Test
    void whoever_was_put_out_meanwhile_learns_nothing_more() {
        World here = begin(LONG);
        var issued = here.issue(Fixtures.ADA, TokenScope.FULL);
        token = issued.secret();
        try (Events events = Events.open(here, call())) {
            events.awaitSilence();
            here.revoke(Fixtures.ADA, issued);
            here.reject(Fixtures.ADA, here.onlyRequest(Fixtures.ADA), "a secret reason");

            Json.Obj response = events.next();

            assertThat(response.object("error").toString()).contains("no such MCP server");
            assertThat(response.toString()).doesNotContain("a secret reason");
        }
    }

    @Test
    void a_notice_that_was_lost_is_made_up_for_when_that_is_known() {
        World here = begin(LONG);
        try (Events events = Events.open(here, call())) {
            events.awaitSilence();
            here.fakes.notices().lose(() -> here.approve(Fixtures.ADA, here.onlyRequest(Fixtures.ADA)));
            events.awaitSilence();

            here.fakes.notices().deliver(new Change.Unknown());

            assertThat(text(events.next())).startsWith("deleteOrder");
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

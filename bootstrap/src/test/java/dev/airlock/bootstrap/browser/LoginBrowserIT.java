package dev.airlock.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.airlock.bootstrap.clients.Client;
import dev.airlock.bootstrap.clients.Client.Session;
import dev.airlock.bootstrap.proof.Ground;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clients log in at the first try: they discover, register, ask a person in the browser, and connect. */
@ExtendWith(Shared.class)
final class LoginBrowserIT {
    private static final int NOT_INSTALLED = 3;

    @ParameterizedTest
    @CsvSource({
        "codex, Codex, Successfully logged in.",
        "mcp-remote, MCP CLI Client, Connected successfully",
        "inspector, MCP Inspector, }"
    })
    void a_client_logs_in_at_the_first_try(String client, String name, String said, ControlRoom room) throws Exception {
        assertThat(said(login(client, name, room, Ground.fresh("login-" + client))))
                .contains(said);
    }

    @Test
    void claude_code_logs_in_and_says_so_when_its_grant_is_revoked(ControlRoom room) throws Exception {
        Path home = Ground.fresh("login-claude");
        assertThat(said(login("claude", "Claude Code", room, home))).contains("✔ Connected");
        revokeNewest(room);
        assertThat(said(run("claude", room, home, "again"))).contains("! Needs authentication");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ts-v1", "ts-v2"})
    void a_program_on_the_sdk_logs_in_refreshes_and_asks_again_when_its_grant_is_revoked(
            String client, ControlRoom room) throws Exception {
        Path home = Ground.fresh("login-" + client);
        assertThat(said(login(client, "SDK program", room, home))).startsWith("connected, ");
        assertThat(said(run(client, room, home, "refresh"))).startsWith("connected, ");
        revokeNewest(room);
        assertThat(said(run(client, room, home, "again"))).isEqualTo("asks to log in again");
    }

    private static void revokeNewest(ControlRoom room) {
        try (Visitor owner = room.owner()) {
            owner.open("/clients");
            owner.press(owner.page().getByText("Revoke").first());
            owner.press("Revoke it");
        }
    }

    private static String said(Session session) {
        assertThat(session.status()).as(session.said()).isZero();
        return session.seen().path("said").asText();
    }

    private static Session run(String client, ControlRoom room, Path home, String step) {
        return run(client, room, home, step, new LinkedBlockingQueue<>());
    }

    private static Session login(String client, String name, ControlRoom room, Path home) throws Exception {
        var questions = new LinkedBlockingQueue<String>();
        var session = CompletableFuture.supplyAsync(
                () -> {
                    Session ended = run(client, room, home, "login", questions);
                    questions.add("it ended without a question: " + ended.said());
                    return ended;
                },
                Thread::startVirtualThread);
        String question = questions.poll(90, TimeUnit.SECONDS);
        assumeTrue(
                !session.isDone() || session.get().status() != NOT_INSTALLED, () -> client + " is not installed here");
        assertThat(question).startsWith("http://");
        try (Visitor owner = room.owner()) {
            owner.open(question);
            assertThat(owner.heading()).containsText(name);
            owner.leaveBy("Allow");
            return session.get(90, TimeUnit.SECONDS);
        }
    }

    private static Session run(
            String client, ControlRoom room, Path home, String step, LinkedBlockingQueue<String> questions) {
        return Client.run(
                "login.mjs",
                room.mcpUrl(),
                "",
                line -> {
                    if (line.startsWith("http")) {
                        questions.add(line);
                    }
                },
                "--client",
                client,
                "--home",
                home.toString(),
                "--step",
                step);
    }
}

package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.fixture.Answer;
import dev.airlock.bootstrap.fixture.Answers;
import dev.airlock.bootstrap.fixture.MailBox;
import dev.airlock.bootstrap.fixture.Recorded;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** K-01 for what exists: a credential, a token and a password are found in nothing that is kept, whatever form they may take. */
final class SecretsIT {
    private static final String CREDENTIAL = "CNRY+cred/" + UUID.randomUUID();
    private static final String PASSWORD = "CNRY pass/word+" + UUID.randomUUID();
    private static final String EMAIL = "owner@acme.example";
    private static final List<String> READABLE = List.of(
            "/me",
            "/servers",
            "/servers/service",
            "/servers/service/connection",
            "/servers/service/registration",
            "/servers/service/tools",
            "/servers/service/policy",
            "/tokens",
            "/members",
            "/sessions",
            "/clients",
            "/invitations",
            "/service-accounts",
            "/audit",
            "/audit.jsonl",
            "/audit.csv");

    /**
     * How long connections to services that they keep open are left alone before the heap is searched; without {@code -Dairlock.heap.idle}, services
     * close theirs, and nothing is waited for.
     */
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("airlock.heap.idle", 0));

    private final Path ground;
    private final Path key;
    private final Commands commands;

    SecretsIT(TestInfo test) {
        ground = Ground.fresh("secrets/" + test.getTestMethod().orElseThrow().getName());
        key = ServeRun.key(ground.resolve("elsewhere/master.key"));
        commands = new Commands(ground.resolve("elsewhere"));
    }

    @Test
    void secrets_are_found_in_nothing_that_is_kept() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var node = new ServeRun(ground.resolve("node"));
                var api = new Api()) {
            Path configuration = node.configuration(
                    "keys: {masterKeyFile: " + key + "}",
                    "approvals: {hold: 1s}",
                    "upstream: {allow: ['127.0.0.1:" + upstream.port() + "']}");
            commands.found(configuration, EMAIL, PASSWORD);
            ProofApi.install(node.installation(null, key, "127.0.0.1:" + upstream.port()), EMAIL, upstream, CREDENTIAL);
            upstream.answer("/failing", quotingTheCredential());
            String token = commands.issueToken(configuration, EMAIL);
            node.start(configuration);
            use(node, upstream, token);

            Search search = new Search()
                    .secret("the credential", CREDENTIAL)
                    .secret("the token", token)
                    .secret("the password", PASSWORD);
            TableDump.rows(node.directory()).forEach(row -> search.text("a table", row));
            search.text("metrics", api.get(node.admin("/metrics?pretty=true")).body());
            search.text("health", api.get(node.admin("/healthcheck")).body());
            search.files(node.directory()).files(node.output());
            node.process().terminate();
            search.files(node.directory()).files(node.output());

            assertThat(search.hits()).isEmpty();
            assertThat(search.bytes()).isGreaterThan(1_000_000);
            Files.writeString(ground.resolve("report.txt"), search.bytes() + " bytes searched\n");
            theSearchFindsWhatIsThere(node, token);
        }
    }

    @Test
    void nor_is_what_a_service_gives_from_the_first_token_to_the_end_of_the_organization() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var box = MailBox.open();
                var node = new ServeRun(ground.resolve("node"));
                var api = new Api()) {
            String allowed = "127.0.0.1:" + upstream.port();
            Path configuration = node.configuration(
                    "keys: {masterKeyFile: " + key + "}", "upstream: {allow: ['" + allowed + "']}", box.section());
            commands.found(configuration, EMAIL, PASSWORD);
            commands.found(configuration, "Other", "other@acme.example", Commands.PASSWORD);
            var service = new TokenService(upstream);
            try (Node installing = Node.start(node.installation(null, key, allowed))) {
                service.connect(installing, new AgreeingPerson(installing, EMAIL).caller());
            }
            String token = commands.issueToken(configuration, EMAIL);
            node.start(configuration);
            Search search = new Search();
            useUntilItBreaks(node, service, token, search);
            Await.until("the person is told", () -> !box.messages().isEmpty());
            box.messages().forEach(message -> search.text("a mail", message));
            assertThat(box.messages()).hasSize(1).allMatch(message -> message.contains("invalid_grant: [redacted] of"));

            service.secrets().forEach(search::secret);
            search.secret("the token", token).secret("the password", PASSWORD);
            lookEverywhere(node, api, token, search);
            TableDump.rows(node.directory()).forEach(row -> search.text("a table", row));
            assertThat(TableDump.rows(node.directory()))
                    .as("the failure is on the record")
                    .anyMatch(row -> row.contains("connection.renew") && row.contains("FAILED"));
            node.process().terminate();
            search.files(node.directory()).files(node.output());
            commands.run("organization", "delete", "acme", configuration);
            search.files(node.directory());

            assertThat(search.hits()).isEmpty();
            Files.writeString(ground.resolve("report.txt"), search.bytes() + " bytes searched\n");
        }
    }

    @Test
    void nothing_decrypted_outlives_its_call_nor_what_a_client_presents_its_connection() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var node = new ServeRun(ground.resolve("node"))) {
            String allowed = "127.0.0.1:" + upstream.port();
            Path configuration =
                    node.configuration("keys: {masterKeyFile: " + key + "}", "upstream: {allow: ['" + allowed + "']}");
            commands.found(configuration, EMAIL, PASSWORD);
            var service = new TokenService(upstream);
            if (IDLE.isZero()) {
                service.closing();
            }
            try (Node installing = Node.start(node.installation(null, key, allowed))) {
                service.connect(installing, new AgreeingPerson(installing, EMAIL).caller());
            }
            String token = commands.issueToken(configuration, EMAIL);
            node.start(configuration);
            theHeapHoldsWhatIsInUse(node, service, token, upstream);
            try (var api = new Api()) {
                api.submit(node.url("/sign-in"), Map.of("email", EMAIL, "password", PASSWORD));
                api.ask(node.url("/api/v1/me"), token);
            }
            letConnectionsEnd(node);
            assertThat(heap(node, service, token).hits()).isEmpty();
            useUntilItBreaks(node, service, token, new Search());
            letConnectionsEnd(node);
            assertThat(heap(node, service, token).hits()).isEmpty();
        }
    }

    /** Jetty lets go of the last connection that ended when another one wants something. */
    private static void letConnectionsEnd(ServeRun node) throws InterruptedException {
        Thread.sleep(IDLE.plusSeconds(1));
        try (var somebody = new Api()) {
            somebody.get(node.url("/sign-in"));
        }
    }

    /** The control: a call that is at the API has its credential. */
    private void theHeapHoldsWhatIsInUse(ServeRun node, TokenService service, String token, RecordingUpstream upstream)
            throws IOException {
        var held = new CountDownLatch(1);
        service.hold(held);
        try (Agent agent = node.agent("acme", TokenService.SLUG, token)) {
            var call = CompletableFuture.runAsync(
                    () -> assertThatCode(() -> agent.call("data", Map.of())).doesNotThrowAnyException(),
                    Thread::startVirtualThread);
            Await.until(
                    "the call is at the API", () -> !upstream.requests("/data").isEmpty());
            assertThat(heap(node, service, token).hits())
                    .anyMatch(hit -> hit.startsWith("access token 2 in "))
                    .anyMatch(hit -> hit.startsWith("the token in "));
            held.countDown();
            call.join();
        }
    }

    private Search heap(ServeRun node, TokenService service, String token) throws IOException {
        Path heap = ground.resolve("heap.hprof");
        node.process().dumpHeap(heap);
        Search search = new Search().secret("the token", token).secret("the password", PASSWORD);
        service.secrets().forEach(search::secret);
        search.files(heap);
        Files.delete(heap);
        return search;
    }

    private static void useUntilItBreaks(ServeRun node, TokenService service, String token, Search search)
            throws IOException {
        try (Agent agent = node.agent("acme", TokenService.SLUG, token)) {
            search.text("an answer", agent.call("data", Map.of()).body().toString());
            assertThat(service.asked()).as("the code, and one renewal").isEqualTo(2);
            service.refuse();
            Agent.Reply refused = agent.call("data", Map.of());
            assertThat(refused.isSuccess()).isFalse();
            assertThat(service.asked()).isEqualTo(3);
            search.text("a refusal", refused.body().toString());
            search.text("no connection", agent.call("data", Map.of()).body().toString());
        }
    }

    /** The Control Room with all its pages, the management API, and the operator's door. */
    private static void lookEverywhere(ServeRun node, Api api, String token, Search search) throws Exception {
        var signedIn = api.submit(node.url("/sign-in"), Map.of("email", EMAIL, "password", PASSWORD));
        try (var crawl = new Crawl(node.url("/"), signedIn.headers().allValues("Set-Cookie"))) {
            Map<URI, String> pages = crawl.pages();
            assertThat(pages)
                    .containsKey(node.url("/servers/service/connection"))
                    .hasSizeGreaterThan(15);
            pages.forEach((page, body) -> search.text(page.toString(), body));
            crawl.kept().forEach(value -> search.text("a cookie", value));
        }
        for (String path : READABLE) {
            var answer = api.ask(node.url("/api/v1" + path), token);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            search.text(path, answer.body());
        }
        search.text("metrics", api.get(node.admin("/metrics?pretty=true")).body());
        search.text("health", api.get(node.admin("/healthcheck")).body());
    }

    @Test
    void errors_at_every_layer_tell_no_secret_even_when_everything_is_logged() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var node = new ServeRun(ground.resolve("verbose")).verbose();
                var api = new Api()) {
            Path configuration = node.configuration(
                    "keys: {masterKeyFile: " + key + "}",
                    "approvals: {hold: 1s}",
                    "upstream: {timeout: 1s, allow: ['127.0.0.1:" + upstream.port() + "']}");
            commands.found(configuration, EMAIL, PASSWORD);
            ProofApi.install(node.installation(null, key, "127.0.0.1:" + upstream.port()), EMAIL, upstream, CREDENTIAL);
            upstream.answer("/failing", quotingTheCredential());
            upstream.answer("/slow", Answers.slow(Duration.ofSeconds(3), Answers.ok()));
            upstream.answer("/write", SecretsIT::nonsense);
            String token = commands.issueToken(configuration, EMAIL);
            node.start(configuration);
            Search search = new Search()
                    .secret("the credential", CREDENTIAL)
                    .secret("the token", token)
                    .secret("the password", PASSWORD);

            try (Agent agent = node.agent("acme", token)) {
                for (String operation : ProofApi.OPERATIONS) {
                    search.text(
                            operation,
                            agent.call(operation, Map.of("marker", "m")).body().toString());
                    search.text(
                            "invalid " + operation,
                            agent.call(operation, Map.of("other", 1)).body().toString());
                }
                search.text("no tool", agent.call("nothing", Map.of()).body().toString());
                search.text("a broken table", inABrokenDatabase(node, api, token));
                corruptTheCredential(node);
            }
            node.process().terminate();
            node.start(configuration);
            try (Agent agent = node.agent("acme", token)) {
                Agent.Reply unreadable = agent.call("read", Map.of("marker", "m"));
                assertThat(unreadable.text()).contains("cannot be opened");
                search.text("an unreadable credential", unreadable.body().toString());
            }
            api.submit(node.url("/sign-in"), Map.of("email", EMAIL, "password", PASSWORD));
            node.process().terminate();
            search.files(node.directory()).files(node.output());

            assertThat(search.hits()).isEmpty();
            assertThat(Files.readString(node.output()))
                    .as("the layers did fail, and were logged")
                    .contains("ERROR");
        }
    }

    private static boolean nonsense(Recorded request, OutputStream out) throws IOException {
        out.write("nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return false;
    }

    /** A table that is gone: the node's own fault, told by an incident's id alone. */
    private static String inABrokenDatabase(ServeRun node, Api api, String token) throws SQLException {
        try (Connection database = AuditRows.superuser(node.directory());
                Statement statement = database.createStatement()) {
            statement.execute("alter table personal_access_token rename to gone");
            var broken = api.ask(node.url("/api/v1/tokens"), token);
            statement.execute("alter table gone rename to personal_access_token");
            assertThat(broken.statusCode()).isEqualTo(500);
            assertThat(broken.body()).doesNotContain("gone", "personal_access_token", "Exception");
            return broken.body();
        }
    }

    private static void corruptTheCredential(ServeRun node) throws SQLException {
        try (Connection database = AuditRows.superuser(node.directory());
                Statement statement = database.createStatement()) {
            assertThat(
                            statement.executeUpdate(
                                    "update connection set ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1)"))
                    .isEqualTo(1);
        }
    }

    /** What an API may do at its worst: an error that quotes our own header. */
    private static Answer quotingTheCredential() {
        return (request, out) -> Answers.whole(
                        401,
                        "application/json",
                        ("{\"error\":\"bad " + request.header("Authorization").orElse("") + "\"}")
                                .getBytes(StandardCharsets.UTF_8))
                .write(request, out);
    }

    private static void use(ServeRun node, RecordingUpstream upstream, String token) throws IOException {
        try (Agent agent = node.agent("acme", token)) {
            for (String operation : ProofApi.OPERATIONS) {
                Agent.Reply reply = agent.call(operation, Map.of("marker", operation));
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body().toString()).doesNotContain(CREDENTIAL);
            }
        }
        assertThat(upstream.requests())
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).contains("Bearer " + CREDENTIAL));
        try (Agent stranger = node.agent("acme", token + "x")) {
            assertThat(stranger.call("read", Map.of("marker", "x")).status()).isEqualTo(401);
        }
    }

    private void theSearchFindsWhatIsThere(ServeRun node, String token) throws IOException {
        Path log = node.output();
        Files.writeString(log, Files.readString(log) + "token " + token + "\n");
        String hidden =
                Base64.getEncoder().encodeToString(("x" + CREDENTIAL + " and more").getBytes(StandardCharsets.UTF_8));

        var control = new Search().secret("the token", token).secret("the credential", CREDENTIAL);
        control.files(log).text("planted", hidden);

        assertThat(control.hits()).contains("the token in " + log, "the credential in base64 after 1 in planted");
    }
}

package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** WebSockets of two nodes, and {@code -Dairlock.sockets} idle ones on one of them for {@code -Dairlock.sockets.seconds}. */
final class SocketsIT {
    private static final int IDLE = Integer.getInteger("airlock.sockets", 600);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(Integer.getInteger("airlock.sockets.seconds", 10));
    private static final int EACH = 900;
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 20;

    /** What an idle socket may take, at most. */
    private static final long KIB_EACH = 32;

    /** What the first of them bring along, such as code that was not compiled before. */
    private static final long KIB_ONCE = 64 << 10;

    private static final String EMAIL = "owner@acme.example";

    private final Path ground = Ground.fresh("sockets");
    private final Path key = ServeRun.key(ground.resolve("master.key"));
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void sockets_of_two_nodes_and_many_idle_ones() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var postgres = new ExternalPostgres(ground.resolve("external"));
                var one = new ServeRun(ground.resolve("one"));
                var two = new ServeRun(ground.resolve("two"));
                var api = new Api()) {
            String[] common = {
                ServeRun.database(postgres.url()),
                "keys: {masterKeyFile: " + key + "}",
                "upstream: {allow: ['127.0.0.1:" + upstream.port() + "']}"
            };
            Path first = one.configuration(common);
            var commands = new Commands(ground);
            commands.found(first, EMAIL);
            ProofApi.install(
                    one.installation(postgres.url(), key, "127.0.0.1:" + upstream.port()),
                    EMAIL,
                    upstream,
                    "proof-key");
            ProofApi.connectEverybody(
                    one.installation(postgres.url(), key, "127.0.0.1:" + upstream.port()), EMAIL, "shared-key");
            String token = commands.issueToken(first, EMAIL);
            one.start(first);
            two.start(two.configuration(common));

            aChangeOnOneNodeIsToldOnTheOther(api, one, two, token);
            aTicketOpensOneSocketOnWhicheverNode(api, one, two, token);
            aTokenRevokedOnOneNodeClosesItsSocketsOnTheOther(api, one, two, token);
            whatIsDecidedOnOneNodeIsPushedOnTheOther(api, one, two, token);
            idleSocketsCostLittle(api, one, token);
            aNodeThatStopsSaysSo(two, token);
        } finally {
            client.shutdownNow();
        }
    }

    private static URI endpoint(ServeRun node) {
        return node.url("/mcp/acme/" + ProofApi.SLUG);
    }

    private void aChangeOnOneNodeIsToldOnTheOther(Api api, ServeRun one, ServeRun two, String token)
            throws InterruptedException {
        try (AgentSocket socket = AgentSocket.open(client, endpoint(two), token).join()) {
            socket.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            socket.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
            assertThat(socket.next().path("id").asInt()).isEqualTo(1);

            api.manage("PUT", one.url("/api/v1/servers/proof/tools/read/action"), token, Map.of("action", "DENY"));

            assertThat(socket.next().path("method").asText()).isEqualTo("notifications/tools/list_changed");
        }
    }

    private void aTicketOpensOneSocketOnWhicheverNode(Api api, ServeRun one, ServeRun two, String token) {
        String ticket = api.manage("POST", URI.create(endpoint(one) + "/ticket"), token, Map.of())
                .path("ticket")
                .asText();
        List<CompletableFuture<AgentSocket>> tries = IntStream.range(0, 20)
                .mapToObj(i -> URI.create(endpoint(i % 2 == 0 ? one : two) + "?ticket=" + ticket))
                .map(url -> AgentSocket.open(client, url, null))
                .toList();

        int opened = 0;
        for (CompletableFuture<AgentSocket> attempt : tries) {
            try {
                attempt.join().close();
                opened++;
            } catch (CompletionException refused) {
                assertThat(refused).hasMessageContaining("WebSocketHandshakeException");
            }
        }
        assertThat(opened).isEqualTo(1);
    }

    private void aTokenRevokedOnOneNodeClosesItsSocketsOnTheOther(Api api, ServeRun one, ServeRun two, String token)
            throws InterruptedException {
        var issued =
                api.manage("POST", one.url("/api/v1/tokens"), token, Map.of("name", "short-lived", "expiresInDays", 1));
        String secret = issued.path("secret").asText();
        URI ticket = URI.create(api.manage("POST", URI.create(endpoint(two) + "/ticket"), secret, Map.of())
                .path("url")
                .asText());
        try (AgentSocket byHeader =
                        AgentSocket.open(client, endpoint(two), secret).join();
                AgentSocket byTicket = AgentSocket.open(client, ticket, null).join()) {
            long before = System.nanoTime();
            api.manage("DELETE", one.url("/api/v1/tokens/" + issued.path("id").asText()), token, Map.of());

            assertThat(byHeader.awaitClose()).isEqualTo(1008);
            assertThat(byTicket.awaitClose()).isEqualTo(1008);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private void whatIsDecidedOnOneNodeIsPushedOnTheOther(Api api, ServeRun one, ServeRun two, String token)
            throws InterruptedException {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            // A machine for each: a tool of which three calls of one were rejected is refused to it for a while.
            try (AgentSocket socket = AgentSocket.open(client, endpoint(one), machine(api, one, token, "asking" + i))
                    .join()) {
                socket.send("""
                        {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                         "params": {"name": "asking", "arguments": {"marker": "round"}}}""");
                JsonNode answer = socket.next();
                String id = answer.at("/result/structuredContent/requestId").asText();
                assertThat(id).as(answer.toString()).isNotEmpty();
                URI request = two.url("/api/v1/approvals/" + id);
                String digest = api.manage("GET", request, token, Map.of())
                        .path("digest")
                        .asText();
                long before = System.nanoTime();
                api.manage(
                        "POST",
                        URI.create(request + "/reject"),
                        token,
                        Map.of("digest", digest, "reason", "not in round " + i));

                JsonNode pushed = socket.next();
                millis.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
                assertThat(pushed.path("method").asText()).isEqualTo("notifications/tool-execution-result");
                assertThat(pushed.at("/params/requestId").asText()).isEqualTo(id);
                assertThat(pushed.at("/params/result/content/0/text").asText()).contains("not in round " + i);
            }
        }
        List<Long> sorted = millis.stream().sorted().toList();
        report(
                "a request rejected at one node is pushed to a socket of the other, from the request to the notification: median %d ms, most %d ms%n"
                        .formatted(sorted.get(ROUNDS / 2), sorted.getLast()));
        assertThat(sorted.get(ROUNDS / 2)).isLessThan(100);
    }

    private void aNodeThatStopsSaysSo(ServeRun node, String token) throws InterruptedException {
        try (AgentSocket socket =
                AgentSocket.open(client, endpoint(node), token).join()) {
            node.process().terminate();

            assertThat(socket.awaitClose()).isEqualTo(1001);
        }
    }

    private void idleSocketsCostLittle(Api api, ServeRun node, String token) throws InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i <= IDLE / EACH; i++) {
            tokens.add(machine(api, node, token, "m" + i));
        }
        var sockets = new ArrayList<>(open(node, tokens, 0, AT_ONCE));
        long residentBefore = status(node, "VmRSS");
        long threadsBefore = status(node, "Threads");

        for (int from = AT_ONCE; from < IDLE; from += AT_ONCE) {
            sockets.addAll(open(node, tokens, from, Math.min(from + AT_ONCE, IDLE)));
        }
        long worked = processor(node).toMillis();
        Thread.sleep(LONG_ENOUGH);
        long working = (processor(node).toMillis() - worked) / LONG_ENOUGH.toSeconds();

        long grown = status(node, "VmRSS") - residentBefore;
        long threads = status(node, "Threads") - threadsBefore;
        report("%d idle sockets: %d KiB more resident, %d more threads, %d ms of a processor each second%n"
                .formatted(IDLE, grown, threads, working));
        assertThat(sockets).hasSize(IDLE).allMatch(AgentSocket::isOpen);
        assertThat(grown).isLessThan(KIB_ONCE + KIB_EACH * IDLE);
        assertThat(threads).isLessThan(20);
        sockets.forEach(AgentSocket::close);
    }

    private static String machine(Api api, ServeRun node, String token, String name) {
        String account = api.manage("POST", node.url("/api/v1/service-accounts"), token, Map.of("name", name))
                .at("/account/id")
                .asText();
        return api.manage(
                        "POST",
                        node.url("/api/v1/service-accounts/" + account + "/tokens"),
                        token,
                        Map.of("name", "t", "access", "WRITE", "expiresInDays", 1))
                .path("secret")
                .asText();
    }

    private List<AgentSocket> open(ServeRun node, List<String> tokens, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> AgentSocket.open(client, endpoint(node), tokens.get(i / EACH)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static Duration processor(ServeRun node) {
        return ProcessHandle.of(node.process().pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    private static long status(ServeRun node, String field) {
        Path file = Path.of("/proc", Long.toString(node.process().pid()), "status");
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(String line) {
        try {
            Files.writeString(ground.resolve("report.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

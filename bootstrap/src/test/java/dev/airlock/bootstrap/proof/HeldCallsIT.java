package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls that wait for a person at two nodes, and {@code -Dairlock.holds} of them at one. */
final class HeldCallsIT {
    private static final int HELD = Integer.getInteger("airlock.holds", 1_000);
    private static final int EACH = 100;
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 20;

    /** What a held call may take with its connection, at most. */
    private static final long KIB_EACH = 24;

    /** What the first of them bring along, such as code that was not compiled before. */
    private static final long KIB_ONCE = 64 << 10;

    private static final String EMAIL = "owner@acme.example";
    private static final String MODERN = "2026-07-28";
    private static final String EXTENSION = "io.modelcontextprotocol/tasks";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path ground = Ground.fresh("held-calls");
    private final Path key = ServeRun.key(ground.resolve("master.key"));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StringBuilder report = new StringBuilder();

    @Test
    void calls_held_at_two_nodes_and_many_at_one() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var postgres = new ExternalPostgres(ground.resolve("external"));
                var one = new ServeRun(ground.resolve("one"));
                var two = new ServeRun(ground.resolve("two"));
                var api = new Api()) {
            String[] common = {
                ServeRun.database(postgres.url()),
                "keys: {masterKeyFile: " + key + "}",
                "approvals: {hold: 3m}",
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
            String owner = commands.issueToken(first, EMAIL);
            one.start(first);
            two.start(two.configuration(common));
            String token = machine(api, one, owner, "m");

            whatHappensOnOneNodeEndsTheWaitOnTheOther(one, two, token);
            manyHeldCallsCostLittle(api, one, two, owner);
            aNodeThatStopsSendsItsCallersToAnother(one, two, token);
            assertThat(upstream.requests("/asking")).isEmpty();
        } finally {
            client.shutdownNow();
            Files.writeString(ground.resolve("report.txt"), report);
        }
    }

    private void whatHappensOnOneNodeEndsTheWaitOnTheOther(ServeRun one, ServeRun two, String token)
            throws IOException {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            try (Held held = hold(one, token, "round" + i).join()) {
                String task = task(two, token, "round" + i);
                long before = System.nanoTime();
                cancel(two, token, task);

                assertThat(held.answer().at("/result/content/0/text").asText()).contains("taken back");
                millis.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
            }
        }
        List<Long> sorted = millis.stream().sorted().toList();
        report.append(
                "a request taken back at one node answers a call held at the other, from the request to the answer: median %d ms, most %d ms%n"
                        .formatted(sorted.get(ROUNDS / 2), sorted.getLast()));
        assertThat(sorted.get(ROUNDS / 2)).isLessThan(100);
    }

    private void manyHeldCallsCostLittle(Api api, ServeRun one, ServeRun two, String owner) throws IOException {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i <= HELD / EACH; i++) {
            tokens.add(machine(api, one, owner, "many" + i));
        }
        var held = new ArrayList<>(open(one, tokens, 0, AT_ONCE));
        long residentBefore = status(one, "VmRSS");
        long threadsBefore = status(one, "Threads");

        for (int from = AT_ONCE; from < HELD; from += AT_ONCE) {
            held.addAll(open(one, tokens, from, Math.min(from + AT_ONCE, HELD)));
        }
        long grown = status(one, "VmRSS") - residentBefore;
        long threads = status(one, "Threads") - threadsBefore;

        for (int i = 0; i * EACH < HELD; i++) {
            cancel(two, tokens.get(i), task(two, tokens.get(i), "many"));
        }
        for (Held call : held) {
            assertThat(call.answer().at("/result/content/0/text").asText()).contains("taken back");
            call.close();
        }
        report.append("%d held calls: %d KiB more resident, %d more threads%n".formatted(HELD, grown, threads));
        assertThat(grown).isLessThan(KIB_ONCE + KIB_EACH * HELD);
        assertThat(threads).isLessThan(20);
    }

    private void aNodeThatStopsSendsItsCallersToAnother(ServeRun one, ServeRun two, String token) throws IOException {
        try (Held held = hold(two, token, "stop").join()) {
            two.process().terminate();

            JsonNode pending = held.answer().at("/result/structuredContent");
            assertThat(pending.path("status").asText()).isEqualTo("awaiting_approval");
            String id = pending.path("requestId").asText();
            cancel(one, token, id);
            JsonNode later = send(one, token, call("check_approval", Map.of("requestId", id)), null)
                    .join()
                    .answer();
            assertThat(later.at("/result/content/0/text").asText()).contains("taken back");
        }
    }

    /** A response that is read to its last message. */
    private record Held(HttpResponse<InputStream> response) implements AutoCloseable {
        boolean isStream() {
            return response.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
        }

        JsonNode answer() {
            try {
                return isStream() ? lastEvent() : JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private JsonNode lastEvent() throws IOException {
            var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (line != null && !line.startsWith("data: ")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new AssertionError("the stream ended without an answer");
            }
            return JSON.readTree(line.substring("data: ".length()));
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }

    private List<Held> open(ServeRun node, List<String> tokens, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> hold(node, tokens.get(i / EACH), "many")).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** Calls the tool that asks; complete when the call is held. */
    private CompletableFuture<Held> hold(ServeRun node, String token, String marker) {
        return send(node, token, call("asking", Map.of("marker", marker)), null).thenApply(held -> {
            if (!held.isStream()) {
                throw new AssertionError("the call was not held: " + held.answer());
            }
            return held;
        });
    }

    /** The same call of a client that understands tasks joins the request; returns its id. */
    private String task(ServeRun node, String token, String marker) throws IOException {
        return modern(
                        node,
                        token,
                        "tools/call",
                        Map.of("name", "asking", "arguments", Map.of("marker", marker)),
                        "asking")
                .at("/result/taskId")
                .asText();
    }

    private void cancel(ServeRun node, String token, String task) throws IOException {
        assertThat(modern(node, token, "tasks/cancel", Map.of("taskId", task), task)
                        .has("result"))
                .isTrue();
    }

    private JsonNode modern(ServeRun node, String token, String method, Map<String, ?> params, String name)
            throws IOException {
        var all = new HashMap<String, Object>(params);
        all.put(
                "_meta",
                Map.of(
                        "io.modelcontextprotocol/protocolVersion",
                        MODERN,
                        "io.modelcontextprotocol/clientCapabilities",
                        Map.of("extensions", Map.of(EXTENSION, Map.of()))));
        return send(node, token, Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", all), name)
                .join()
                .answer();
    }

    private static Map<String, ?> call(String tool, Map<String, ?> arguments) {
        return Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "tools/call",
                "params",
                Map.of("name", tool, "arguments", arguments));
    }

    private CompletableFuture<Held> send(ServeRun node, String token, Map<String, ?> message, @Nullable String name) {
        try {
            var request = HttpRequest.newBuilder(node.url("/mcp/acme/" + ProofApi.SLUG))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json, text/event-stream")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(message)));
            if (name != null) {
                request.headers(
                        "MCP-Protocol-Version",
                        MODERN,
                        "Mcp-Method",
                        String.valueOf(message.get("method")),
                        "Mcp-Name",
                        name);
            }
            return client.sendAsync(request.build(), BodyHandlers.ofInputStream())
                    .thenApply(Held::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String machine(Api api, ServeRun node, String token, String name) {
        URI accounts = node.url("/api/v1/service-accounts");
        String account = api.manage("POST", accounts, token, Map.of("name", name))
                .at("/account/id")
                .asText();
        return api.manage(
                        "POST",
                        URI.create(accounts + "/" + account + "/tokens"),
                        token,
                        Map.of("name", "t", "access", "WRITE", "expiresInDays", 1))
                .path("secret")
                .asText();
    }

    private static long status(ServeRun node, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(node.process().pid()), "status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}

package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A running {@link DecidingNode}. */
final class DecidingProcess implements AutoCloseable {
    private final int port = Ground.freePort();
    private final AirlockProcess process;

    private DecidingProcess(Path directory, String database, Path key, String allowed) {
        process = AirlockProcess.startTest(
                directory.resolve("output.log"),
                DecidingNode.class,
                List.of(directory.toString(), database, key.toString(), allowed, Integer.toString(port)));
    }

    /** Starts one and returns once it answers. */
    static DecidingProcess start(Path directory, String database, Path key, String allowed) {
        var started = new DecidingProcess(directory, database, key, allowed);
        Await.until("the node answers", () -> {
            if (!started.process.isAlive()) {
                throw new AssertionError("the node ended: " + started.process.output());
            }
            return started.answers();
        });
        return started;
    }

    private boolean answers() {
        try {
            return request("/", Map.of()).startsWith("<h1>404");
        } catch (IOException notYet) {
            return false;
        }
    }

    AirlockProcess process() {
        return process;
    }

    /** Calls a tool as the agent with this token; returns the id of the request that waits. */
    String ask(String token, String tool, String marker, int length) throws IOException {
        String said = request(
                "/ask", Map.of("token", token, "tool", tool, "marker", marker, "length", Integer.toString(length)));
        if (said.indexOf(':') >= 0) {
            throw new AssertionError(said);
        }
        return said;
    }

    /** Asks what became of a request, as the agent with this token; returns what kind of an outcome it is told. */
    String follow(String token, String id) throws IOException {
        return request("/follow", Map.of("token", token, "id", id));
    }

    /** Lets people approve so many times at once; returns what came of each try. */
    List<String> approve(String id, int times, String... people) throws IOException {
        return decide(Map.of("id", id, "times", Integer.toString(times), "yes", String.join(",", people)));
    }

    /** Lets people approve so many times at once, and one reject as often at the same instant. */
    List<String> approveAndReject(String id, int times, String yes, String no) throws IOException {
        return decide(Map.of("id", id, "times", Integer.toString(times), "yes", yes, "no", no));
    }

    private List<String> decide(Map<String, String> parameters) throws IOException {
        return request("/decide", parameters).lines().toList();
    }

    private String request(String path, Map<String, String> parameters) throws IOException {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path + "?" + query)
                .toURL()
                .openConnection();
        try (var answer =
                connection.getResponseCode() == 200 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(answer.readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

package dev.airlock.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls tools as an agent does. It never sends a request twice. */
public final class Agent implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MODERN = "2026-07-28";
    private static final Map<String, ?> META = Map.of(
            "io.modelcontextprotocol/protocolVersion", MODERN, "io.modelcontextprotocol/clientCapabilities", Map.of());

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String token;
    private final boolean modern;

    Agent(URI endpoint, String token) {
        this(endpoint, token, false);
    }

    private Agent(URI endpoint, String token, boolean modern) {
        this.endpoint = endpoint;
        this.token = token;
        this.modern = modern;
    }

    /** Another of the same, which speaks the protocol of the modern era. */
    Agent modern() {
        return new Agent(endpoint, token, true);
    }

    /** What came back. */
    public record Reply(int status, JsonNode body) {
        /** Whether the tool answered, and not with an error. */
        public boolean isSuccess() {
            return status == 200
                    && body.has("result")
                    && !body.at("/result/isError").asBoolean();
        }

        /** The text of the answer, or the message of the error. */
        public String text() {
            return body.has("error")
                    ? body.at("/error/message").asText()
                    : body.at("/result/content/0/text").asText();
        }
    }

    /** Calls a tool; an {@link IOException} says that there was no whole answer. */
    public Reply call(String tool, Map<String, ?> arguments) throws IOException {
        return send(tool, arguments);
    }

    /** Calls a tool with arguments that are JSON, sent as they are written. */
    Reply call(String tool, String json) throws IOException {
        return send(tool, new RawValue(json));
    }

    private Reply send(String tool, Object arguments) throws IOException {
        Map<String, ?> parameters = modern
                ? Map.of("name", tool, "arguments", arguments, "_meta", META)
                : Map.of("name", tool, "arguments", arguments);
        var call = Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", parameters);
        var request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(call)));
        if (modern) {
            request.headers("MCP-Protocol-Version", MODERN, "Mcp-Method", "tools/call", "Mcp-Name", tool);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), message(response));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The answer, which is the last event where the server streamed it. */
    private static JsonNode message(HttpResponse<byte[]> response) throws IOException {
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
            return JSON.readTree(response.body());
        }
        String last = new String(response.body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data:"))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IOException("the stream ended without an answer"));
        return JSON.readTree(last.substring("data:".length()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

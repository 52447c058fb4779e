package dev.airlock.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/** A running shop and a caller who checks each answer against the description: status, media type and schema. */
final class ShopVisit implements AutoCloseable {
    static final String KEY = "harbour-key";
    static final Instant NOW = Instant.parse("2026-03-06T10:15:00Z");

    final DemoApi api;
    final JsonNode document;
    final Contract contract = Contract.load();
    final Set<String> seen = new TreeSet<>();
    private final HttpClient client = HttpClient.newHttpClient();

    ShopVisit() throws IOException {
        api = DemoApi.start(0, KEY, InstantSource.fixed(NOW));
        document = Json.MAPPER.readTree(api.openApiDocument());
    }

    record Answer(int status, HttpResponse<byte[]> response) {
        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return Json.MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError(text(), e);
            }
        }
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer post(String path, String body) {
        return call("POST", path, body);
    }

    Answer patch(String path, String body) {
        return call("PATCH", path, body);
    }

    Answer delete(String path) {
        return call("DELETE", path, "");
    }

    /** Calls with the key, and expects what the description says of this operation. */
    Answer call(String method, String path, String body, String... headers) {
        var request = request(method, path, body).header("Authorization", "Bearer " + KEY);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return checked(method, path, send(request));
    }

    Answer withoutKey(String method, String path) {
        return checked(method, path, send(request(method, path, "")));
    }

    /** Calls something that the description need not know. */
    Answer undescribed(String method, String path, String authorization) {
        return send(request(method, path, "").header("Authorization", authorization));
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(api.baseUrl() + path)).method(method, BodyPublishers.ofString(body));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Answer checked(String method, String path, Answer answer) {
        var rawPath = path.replaceFirst("\\?.*", "");
        var operation = contract.operations().stream()
                .filter(candidate -> candidate.servesMethod(method)
                        && candidate.path().match(rawPath).isPresent())
                .findFirst()
                .orElseThrow();
        var described = contract.resolve(document.path("paths")
                .path(operation.path().text())
                .path(operation.method())
                .path("responses")
                .path(String.valueOf(answer.status())));
        assertThat(described.isObject())
                .as("%s answers the undocumented %d: %s", operation.id(), answer.status(), answer.text())
                .isTrue();
        checkContent(operation, answer, described.path("content"));
        seen.add(operation.id() + " " + answer.status());
        return answer;
    }

    private void checkContent(Operation operation, Answer answer, JsonNode content) {
        if (content.isMissingNode()) {
            assertThat(answer.text()).as(operation.id()).isEmpty();
            return;
        }
        var type = answer.response()
                .headers()
                .firstValue("Content-Type")
                .orElseThrow()
                .replaceFirst(";.*", "");
        assertThat(content.has(type))
                .as("%s answers the undocumented %s", operation.id(), type)
                .isTrue();
        if (type.endsWith("json")) {
            assertThat(SchemaCheck.faults("", content.path(type).path("schema"), answer.json(), contract::resolve))
                    .as(operation.id() + " " + answer.text())
                    .isEmpty();
        }
    }

    static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        api.close();
    }
}

package dev.airlock.bootstrap.browser;

import static dev.airlock.bootstrap.fixture.Answers.whole;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A program on this computer that registers itself, opens an address in the browser, and waits for the answer at a port of its own. */
final class Program implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String PAGE = "<!doctype html><html lang=\"en\"><head><title>Program</title>"
            + "<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\"></head>"
            + "<body><main><h1>You may close this page</h1></main></body></html>";

    private final RecordingUpstream listener =
            RecordingUpstream.start().answer("/callback", whole(200, "text/html; charset=utf-8", PAGE.getBytes(UTF_8)));
    private final String resource;
    private final String clientId;

    private Program(String name, String resource) {
        this.resource = resource;
        this.clientId = register(name);
    }

    /** Registers a program that wants an MCP endpoint. */
    static Program named(String name, String resource) {
        return new Program(name, resource);
    }

    private String register(String name) {
        var metadata = Map.of(
                "client_name",
                name,
                "redirect_uris",
                List.of(callback()),
                "token_endpoint_auth_method",
                "none",
                "application_type",
                "native");
        return read(post("/oauth/register", "application/json", write(metadata)))
                .path("client_id")
                .asText();
    }

    /** Turns the code of an answer into an access token. */
    String redeem(String code) {
        String form = "grant_type=authorization_code&code=" + encode(code) + "&code_verifier=" + VERIFIER
                + "&client_id=" + encode(clientId) + "&redirect_uri=" + encode(callback());
        return read(post("/oauth/token", "application/x-www-form-urlencoded", form))
                .path("access_token")
                .asText();
    }

    /** Asks the MCP endpoint for its tools, and returns the status of the answer. */
    int listTools(String token) {
        String message = write(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/list"));
        return post(
                        resource,
                        "application/json",
                        message,
                        "Authorization",
                        "Bearer " + token,
                        "Accept",
                        "application/json, text/event-stream")
                .statusCode();
    }

    private HttpResponse<String> post(String path, String type, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(resource).resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String write(Map<String, ?> json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private String callback() {
        return "http://localhost:" + listener.port() + "/callback";
    }

    /** The address that it opens. */
    String address(String state) {
        return "/oauth/authorize?response_type=code&prompt=consent&code_challenge_method=S256"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&scope=mcp:tools"
                + "&client_id=" + encode(clientId) + "&redirect_uri=" + encode(callback()) + "&resource="
                + encode(resource) + "&state=" + encode(state);
    }

    /** What it was answered. */
    Map<String, String> answer() throws InterruptedException {
        listener.awaitRequests(1, Duration.ofSeconds(10));
        String target = listener.requests("/callback").getFirst().target();
        return Arrays.stream(target.substring(target.indexOf('?') + 1).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() {
        listener.close();
    }
}

package dev.airlock.bootstrap.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The management API of a running Airlock, as a script uses it. */
public final class ManagementApi {
    static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI baseUrl;
    private final String token;

    /** Uses it with this token. */
    public ManagementApi(URI baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    /** Adds a server whose tools nobody restricts; returns it with what its description holds that cannot be used. */
    public JsonNode addServer(String slug, String description) throws IOException, InterruptedException {
        return expect(201, sendServer(slug, description));
    }

    /** Asks for a server to be added, and returns the answer whatever it is. */
    HttpResponse<String> sendServer(String slug, String description) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("slug", slug)
                .put("type", "OPENAPI")
                .put("policyPreset", "ALLOW_ALL")
                .put("specification", description);
        return send(request("").POST(BodyPublishers.ofString(body.toString())));
    }

    /** Plans an import of a newer description. */
    JsonNode planImport(String slug, String description) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("specification", description);
        return expect(200, send(request("/" + slug + "/import").POST(BodyPublishers.ofString(body.toString()))));
    }

    /** Puts one rule in the place of all that the server had: a tool that is denied is not listed either. */
    void denyOnly(String slug, String tools) throws IOException, InterruptedException {
        String path = "/" + slug + "/policy";
        HttpResponse<String> seen = send(request(path).GET());
        expect(200, seen);
        var policy = JSON.createObjectNode().put("defaultAction", "ALLOW");
        policy.putArray("rules")
                .addObject()
                .put("action", "DENY")
                .putArray("tools")
                .add(tools);
        String version = seen.headers().firstValue("ETag").orElseThrow();
        expect(200, send(request(path).header("If-Match", version).PUT(BodyPublishers.ofString(policy.toString()))));
    }

    /** Connects the token's owner to a server that takes bearer tokens. */
    void connect(String slug, String secret) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("type", "bearer").put("token", secret);
        expect(200, send(request("/" + slug + "/connection").PUT(BodyPublishers.ofString(body.toString()))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(baseUrl.resolve("/api/v1/servers" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode expect(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer + " said " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}

package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What scripts and browsers ask of a node. */
final class Api implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    /** Calls the management API and returns its answer; anything but success is a failure. */
    JsonNode manage(String method, URI uri, String token, Map<String, ?> body) {
        try {
            var response = send(HttpRequest.newBuilder(uri)
                    .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json"));
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError(response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks with a token, and returns the status. */
    int status(URI uri, String token) {
        return ask(uri, token).statusCode();
    }

    /** Asks with a token. */
    HttpResponse<String> ask(URI uri, String token) {
        return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token));
    }

    /** Opens a page. */
    HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    /** Opens a page and sends its form, as a browser does. */
    HttpResponse<String> submit(URI page, Map<String, String> fields) {
        var form = get(page);
        Matcher csrf = CSRF.matcher(form.body());
        if (!csrf.find()) {
            throw new AssertionError("no form at " + page + ": " + form.statusCode());
        }
        String cookies = form.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; "));
        return send(HttpRequest.newBuilder(page)
                .POST(BodyPublishers.ofString("csrf=" + csrf.group(1) + "&" + encoded(fields)))
                .header("Cookie", cookies)
                .header("Origin", page.resolve("/").toString().replaceFirst("/$", ""))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** Posts fields, as a client does to a token endpoint. */
    HttpResponse<String> post(URI uri, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(uri)
                .POST(BodyPublishers.ofString(encoded(fields)))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** Posts JSON. */
    HttpResponse<String> post(URI uri, String json) {
        return send(HttpRequest.newBuilder(uri)
                .POST(BodyPublishers.ofString(json))
                .header("Content-Type", "application/json"));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Sends a request of one's own making. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

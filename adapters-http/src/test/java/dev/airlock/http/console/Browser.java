package dev.airlock.http.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps cookies, sends forms as a browser does, and follows nothing by itself. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    final Map<String, String> cookies = new TreeMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private String token = "";

    Browser(URI address) {
        this.address = address;
    }

    /** Opens a page, and remembers its forms' token. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Opens a page and returns its text. */
    String text(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    /** Sends a form with the token of the last page that had one. */
    HttpResponse<String> submit(String path, String... namesAndValues) throws IOException, InterruptedException {
        var fields = new ArrayList<>(List.of("csrf", token));
        fields.addAll(List.of(namesAndValues));
        return send(form(path, fields).header("Origin", address.toString()));
    }

    /** Sends a form with files and the token. */
    HttpResponse<String> upload(String path, Map<String, String> fields, Map<String, byte[]> files)
            throws IOException, InterruptedException {
        var body = new MultipartBody();
        body.field("csrf", token);
        fields.forEach(body::field);
        files.forEach(body::file);
        return send(request(path)
                .header("Origin", address.toString())
                .header("Content-Type", MultipartBody.TYPE)
                .POST(BodyPublishers.ofByteArray(body.end())));
    }

    /** Starts a form of our own making. */
    HttpRequest.Builder form(String path, List<String> namesAndValues) {
        var pairs = new ArrayList<String>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            pairs.add(encode(namesAndValues.get(i)) + "=" + encode(namesAndValues.get(i + 1)));
        }
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", pairs)));
    }

    /** Starts a request that carries the cookies. */
    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(address.resolve(path));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    /** Sends a request, and keeps the answer's cookies. */
    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        Matcher matcher = TOKEN.matcher(response.body());
        token = matcher.find() ? matcher.group(1) : token;
        return response;
    }

    String token() {
        return token;
    }

    private void keep(String cookie) {
        String pair = cookie.substring(0, cookie.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('='));
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(name.length() + 1));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An open stream of events, read one by one; each read waits for what comes next. */
final class Events implements AutoCloseable {
    private static final String DATA = "data: ";

    private final HttpClient client;
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private Events(HttpClient client, HttpResponse<InputStream> response) {
        this.client = client;
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static Events open(World world, Request request) {
        var builder = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + world.port() + request.target()))
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        request.headers().stream()
                .filter(line -> !line.startsWith("Host:"))
                .map(line -> line.split(": ", 2))
                .forEach(pair -> builder.header(pair[0], pair[1]));
        HttpClient client = HttpClient.newHttpClient();
        try {
            return new Events(client, client.send(builder.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stream's place is given back just after its last byte. */
    static Events openWhenThereIsPlace(World world, Request request) {
        Events events = open(world, request);
        while (events.response.statusCode() == 429) {
            events.close();
            Thread.onSpinWait();
            events = open(world, request);
        }
        return events;
    }

    String header(String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    /** Returns the next message, null at the end of the stream. */
    Json.@Nullable Obj next() {
        String line = nextLine();
        while (line != null && !line.startsWith(DATA)) {
            line = nextLine();
        }
        return line == null
                ? null
                : RawJson.trusted(line.substring(DATA.length())).parse();
    }

    /** Reads until the server shows that it had nothing to say; a message before that is a fault. */
    void awaitSilence() {
        String line = nextLine();
        while (!":".equals(line)) {
            if (line == null || line.startsWith(DATA)) {
                throw new AssertionError("expected silence, not " + line);
            }
            line = nextLine();
        }
    }

    private @Nullable String nextLine() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

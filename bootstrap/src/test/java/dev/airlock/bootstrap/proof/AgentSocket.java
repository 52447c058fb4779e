package dev.airlock.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An agent on a WebSocket. */
final class AgentSocket implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;

    /** Opens one at an {@code http} or {@code ws} URL, with the token in the header, or without. */
    static CompletableFuture<AgentSocket> open(HttpClient client, URI url, @Nullable String token) {
        var builder = client.newWebSocketBuilder().subprotocols("mcp");
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        var agent = new AgentSocket();
        return builder.buildAsync(URI.create(url.toString().replaceFirst("^http", "ws")), agent)
                .thenApply(opened -> {
                    agent.socket = opened;
                    return agent;
                });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                messages.add(JSON.readTree(text.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    void send(String json) {
        if (socket == null) {
            throw new AssertionError("the socket is not open");
        }
        socket.sendText(json, true).join();
    }

    /** The next message; a minute without one is a failure. */
    JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(1, TimeUnit.MINUTES);
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** With which code it is closed; a minute without that is a failure. */
    int awaitClose() throws InterruptedException {
        try {
            return closed.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the socket was not closed", e);
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}

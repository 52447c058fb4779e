package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One HTTP request, byte for byte as a test wants it; sent on a connection of its own. */
public record Request(String method, String target, List<String> headers, byte[] body) {
    static final String MODERN = "2026-07-28";

    /** A request without a body, under the name 127.0.0.1. */
    public static Request of(String method, String target) {
        return new Request(method, target, List.of("Host: 127.0.0.1"), new byte[0]);
    }

    /** A message of the legacy era to Harbour's server {@code orders}. */
    static Request legacy(String token, String json) {
        return new Request("POST", "/mcp/harbour/orders", List.of(), json.getBytes(StandardCharsets.UTF_8))
                .with("Host", "127.0.0.1")
                .with("Authorization", "Bearer " + token)
                .with("Content-Type", "application/json")
                .with("Accept", "application/json, text/event-stream");
    }

    /** A request of the legacy era. */
    static Request legacy(String token, String method, String params) {
        return legacy(token, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    /** A whole request of the modern era; params are the members before {@code _meta}, each followed by a comma. */
    static Request modern(String token, String method, String params) {
        return legacy(token, method, "{" + params + "\"_meta\":" + meta(MODERN) + "}")
                .with("MCP-Protocol-Version", MODERN)
                .with("Mcp-Method", method);
    }

    /** A whole call of a tool in the modern era. */
    static Request modernCall(String token, String tool, String arguments) {
        return modern(token, "tools/call", "\"name\":\"" + tool + "\",\"arguments\":" + arguments + ",")
                .with("Mcp-Name", tool);
    }

    static String meta(String version) {
        return "{\"io.modelcontextprotocol/protocolVersion\":\"" + version
                + "\",\"io.modelcontextprotocol/clientCapabilities\":{}}";
    }

    /** The same with this header. */
    public Request with(String header, String value) {
        var more = new ArrayList<>(without(header).headers);
        more.add(header + ": " + value);
        return new Request(method, target, more, body);
    }

    /** Adds a header beside another of the same name. */
    Request and(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(header + ": " + value);
        return new Request(method, target, more, body);
    }

    /** The same without this header. */
    public Request without(String header) {
        var rest = headers.stream()
                .filter(line -> !line.regionMatches(true, 0, header + ":", 0, header.length() + 1))
                .toList();
        return new Request(method, target, rest, body);
    }

    /** The same to another target. */
    public Request to(String otherTarget) {
        return new Request(method, otherTarget, headers, body);
    }

    /** The same by another method. */
    public Request by(String otherMethod) {
        return new Request(otherMethod, target, headers, body);
    }

    /** The same with this body. */
    public Request saying(String json) {
        return new Request(method, target, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    Request saying(Json json) {
        return new Request(method, target, headers, JsonWriter.write(json));
    }

    /** Sends it and reads the reply to its end. */
    Reply send(World world) {
        return sendClaiming(world, body.length);
    }

    /** Sends it with a Content-Length that may not be the body's. */
    Reply sendClaiming(World world, long contentLength) {
        return with("Content-Length", Long.toString(contentLength)).sendUnmeasured(world);
    }

    /** Sends it without a Content-Length. */
    Reply sendUnmeasured(World world) {
        return send(world, () -> {});
    }

    /** Sends the head, waits, and sends the body. */
    Reply sendHesitantly(World world, Duration pause) {
        return with("Content-Length", Integer.toString(body.length)).send(world, () -> {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Sends it as it is to a loopback port, and reads the reply to its end. */
    public Reply send(int port) {
        return with("Content-Length", Integer.toString(body.length)).send(port, () -> {});
    }

    private Reply send(World world, Runnable beforeTheBody) {
        return send(world.port(), beforeTheBody);
    }

    private Reply send(int port, Runnable beforeTheBody) {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        head.append("Connection: close\r\n\r\n");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(socket, head.toString().getBytes(StandardCharsets.UTF_8));
            beforeTheBody.run();
            write(socket, body);
            return Reply.read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that refuses early may close its side while we still send. */
    private static void write(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException refusedEarly) {
            // The reply that came early is what counts.
        }
    }
}

package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket byte for byte (RFC 6455): it reads when a test says so, answers pings only while it reads, and sends whatever a test wants. */
public final class WebSocket implements AutoCloseable {
    private static final int FIN = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final String head;

    /** How it was closed. */
    public record Closed(int code, String reason) {}

    private record Frame(int opcode, byte[] payload) {}

    private WebSocket(Socket socket, DataInputStream in, String head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    /** A handshake to Harbour's server {@code orders}. */
    static Request handshake(String token) {
        return handshake().with("Authorization", "Bearer " + token);
    }

    /** The same of somebody who presents nothing. */
    public static Request handshake() {
        return Request.of("GET", "/mcp/harbour/orders")
                .with("Connection", "Upgrade")
                .with("Upgrade", "websocket")
                .with("Sec-WebSocket-Version", "13")
                .with("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
                .with("Sec-WebSocket-Protocol", "mcp");
    }

    /** Opens it. */
    static WebSocket open(World world, Request handshake) {
        return open(world.port(), handshake);
    }

    /** Opens it at a loopback port. */
    public static WebSocket open(int port, Request handshake) {
        WebSocket opened = ask(port, handshake);
        if (!opened.head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(opened.head);
        }
        return opened;
    }

    /** A socket's place is given back just after its end. */
    static WebSocket openWhenThereIsPlace(World world, Request handshake) {
        WebSocket opened = ask(world.port(), handshake);
        while (opened.head.startsWith("HTTP/1.1 429 ")) {
            opened.close();
            opened = ask(world.port(), handshake);
        }
        return opened;
    }

    /** Asks for it and returns the refusal. */
    static Reply refused(World world, Request handshake) {
        try (WebSocket asked = ask(world.port(), handshake)) {
            byte[] head = asked.head.getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[Integer.parseInt(asked.header("Content-Length"))];
            asked.in.readFully(body);
            return Reply.read(new SequenceInputStream(new ByteArrayInputStream(head), new ByteArrayInputStream(body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WebSocket ask(int port, Request handshake) {
        var text = new StringBuilder(handshake.method() + " " + handshake.target() + " HTTP/1.1\r\n");
        handshake.headers().forEach(line -> text.append(line).append("\r\n"));
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            return new WebSocket(socket, in, readHead(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readHead(DataInputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** A header of the answer to the handshake, empty where there is none. */
    String header(String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Sends a message. */
    public void send(String json) {
        frame(TEXT, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a request of the legacy era. */
    public void request(Object id, String method, String params) {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    /** Sends a request of the modern era; params are the members before {@code _meta}, each followed by a comma. */
    void modern(Object id, String method, String params) {
        request(id, method, "{" + params + "\"_meta\":" + Request.meta(Request.MODERN) + "}");
    }

    /** Sends a notification of the legacy era. */
    public void notify(String method, String params) {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    /** Sends the first part of a message. */
    void begin(String part) {
        frame(0, TEXT, part.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the last part of a message. */
    void end(String part) {
        frame(FIN, 0, part.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what is said to be text. */
    void text(byte[] bytes) {
        frame(TEXT, bytes);
    }

    void binary(byte[] bytes) {
        frame(BINARY, bytes);
    }

    void ping(byte[] bytes) {
        frame(PING, bytes);
    }

    private void frame(int opcode, byte[] payload) {
        frame(FIN, opcode, payload);
    }

    /** Masked with zeros, which leaves it as it is. */
    private void frame(int last, int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) (last | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        try {
            socket.getOutputStream().write(frame.array(), 0, frame.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the next message; pings before it are answered. */
    public Json.Obj next() {
        Frame frame = nextAnswering();
        if (frame.opcode != TEXT) {
            throw new AssertionError("expected a message, not " + frame.opcode + " " + describe(frame.payload));
        }
        return RawJson.trusted(describe(frame.payload)).parse();
    }

    /** Reads a message of this method, whatever comes before it. */
    Json.Obj next(String method) {
        Json.Obj message = next();
        while (!method.equals(message.text("method"))) {
            message = next();
        }
        return message;
    }

    private Frame nextAnswering() {
        Frame frame = read();
        while (frame.opcode == PING || frame.opcode == PONG) {
            if (frame.opcode == PING) {
                frame(PONG, frame.payload);
            }
            frame = read();
        }
        return frame;
    }

    /** Reads until a pong, and returns what it carries. */
    byte[] nextPong() {
        Frame frame = read();
        while (frame.opcode != PONG) {
            frame = read();
        }
        return frame.payload;
    }

    /** Reads until the server pings, and leaves that without an answer. */
    void awaitPing() {
        Frame frame = read();
        while (frame.opcode != PING) {
            frame = read();
        }
    }

    /** Reads to the end and returns how the socket was closed; what comes before is dropped. */
    public Closed awaitClose() {
        Frame frame = nextAnswering();
        while (frame.opcode != CLOSE) {
            frame = nextAnswering();
        }
        ByteBuffer payload = ByteBuffer.wrap(frame.payload);
        return new Closed(
                payload.getShort(), StandardCharsets.UTF_8.decode(payload).toString());
    }

    /** Returns whether the connection ends without a word; what is still to be read is dropped. */
    boolean breaksOff() {
        try {
            return in.transferTo(OutputStream.nullOutputStream()) >= 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one frame, or all the parts of one that came in parts. */
    private Frame read() {
        try {
            int first = in.readUnsignedByte();
            var payload = new ByteArrayOutputStream();
            payload.writeBytes(payload());
            boolean last = (first & FIN) != 0;
            while (!last) {
                last = (in.readUnsignedByte() & FIN) != 0;
                payload.writeBytes(payload());
            }
            return new Frame(first & 0x0f, payload.toByteArray());
        } catch (EOFException e) {
            throw new AssertionError("the connection ended", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] payload() throws IOException {
        int first = in.readUnsignedByte();
        long length = first == 126 ? in.readUnsignedShort() : first == 127 ? in.readLong() : first;
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return payload;
    }

    private static String describe(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Ends the connection without a word. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

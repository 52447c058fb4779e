package dev.airlock.upstream.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that records every byte of a request's head and body and answers as it is told. */
final class RawUpstream implements AutoCloseable {
    /** Writes an answer; the connection is closed when it throws, and kept when it returns. */
    interface Script {
        void answer(Recorded request, OutputStream out) throws Exception;
    }

    /** A request as it came in. */
    record Recorded(String head, byte[] body) {
        String requestLine() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        String target() {
            return requestLine().split(" ")[1];
        }

        List<String> headerLines() {
            return head.strip().lines().skip(1).toList();
        }

        List<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ": ";
            return headerLines().stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    final List<Recorded> requests = new CopyOnWriteArrayList<>();
    final List<Socket> connections = new CopyOnWriteArrayList<>();
    final CountDownLatch dropped = new CountDownLatch(1);
    private final ServerSocket server;
    private volatile Script script = (request, out) -> out.write(json("{}"));

    RawUpstream() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    HostPort address() {
        return new HostPort("127.0.0.1", port());
    }

    void answers(Script script) {
        this.script = script;
    }

    void answers(byte[] response) {
        script = (request, out) -> out.write(response);
    }

    static byte[] json(String body) {
        return response("200 OK", "Content-Type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] response(String status, String headers, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    static byte[] response(String status, String headers, String body) {
        return response(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Recorded last() {
        return requests.getLast();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                Recorded request = read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                script.answer(request, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (Exception e) {
            dropped.countDown();
        }
    }

    private static Recorded read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.append((char) b);
        }
        var recorded = new Recorded(head.toString(), new byte[0]);
        List<String> length = recorded.header("Content-Length");
        return length.isEmpty()
                ? recorded
                : new Recorded(head.toString(), in.readNBytes(Integer.parseInt(length.getFirst())));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}

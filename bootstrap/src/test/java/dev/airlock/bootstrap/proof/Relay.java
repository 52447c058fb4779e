package dev.airlock.bootstrap.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Stands between a client and an upstream, and can hold back everything after a request's head. */
final class Relay implements AutoCloseable {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final ServerSocket listener;
    private final int upstream;
    private volatile @Nullable CountDownLatch headArrived;

    private Relay(ServerSocket listener, int upstream) {
        this.listener = listener;
        this.upstream = upstream;
    }

    static Relay to(int upstream) {
        try {
            var relay = new Relay(new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1")), upstream);
            Thread.ofVirtual().name("relay").start(relay::listen);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Passes on no more than the head of the next request of each new connection; the latch opens when one has arrived. */
    CountDownLatch holdBodies() {
        var latch = new CountDownLatch(1);
        headArrived = latch;
        return latch;
    }

    void passBodies() {
        headArrived = null;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().name("relayed").start(() -> relay(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                var server = new Socket(InetAddress.ofLiteral("127.0.0.1"), upstream)) {
            Thread back = Thread.ofVirtual().name("relayed-back").start(() -> copy(server, client));
            requests(client, server.getOutputStream());
            back.join();
        } catch (IOException gone) {
            // Both sides see it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requests(Socket client, OutputStream out) throws IOException {
        InputStream in = client.getInputStream();
        head(in, out);
        CountDownLatch held = headArrived;
        if (held != null) {
            held.countDown();
            discard(in);
            out.close();
        } else {
            in.transferTo(out);
            out.close();
        }
    }

    /** What comes after the head is lost with the connection. */
    private static void discard(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException killed) {
            // As was meant.
        }
    }

    private static void head(InputStream in, OutputStream out) throws IOException {
        int matched = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            out.write(next);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
            if (matched == END_OF_HEAD.length) {
                out.flush();
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // Both sides see it.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

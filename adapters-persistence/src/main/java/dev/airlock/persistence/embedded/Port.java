package dev.airlock.persistence.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The port that PostgreSQL listens on, the same at every start as long as nobody else has taken it. */
final class Port {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int ANY = 0;

    private Port() {}

    /** The port in that file if it is free, else any free one, kept in the file. */
    static int choose(Path file) throws IOException {
        int previous = previous(file);
        if (previous != ANY && isFree(previous)) {
            return previous;
        }
        try (ServerSocket socket = new ServerSocket(ANY, 1, LOOPBACK)) {
            PrivateFiles.write(file, Integer.toString(socket.getLocalPort()));
            return socket.getLocalPort();
        }
    }

    private static int previous(Path file) throws IOException {
        if (!Files.exists(file)) {
            return ANY;
        }
        String text = PrivateFiles.read(file).strip();
        return text.matches("[0-9]{4,5}") ? Integer.parseInt(text) : ANY;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, LOOPBACK)) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}

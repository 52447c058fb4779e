package dev.airlock.persistence.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a process printed; reading goes on so that the process never blocks on a full pipe. */
final class Output {
    private static final int LINES = 20;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Thread reader;

    Output(Process process) {
        // Reading a pipe holds the thread that carries a virtual one, and on one processor there is no other for
        // anything else.
        reader = Thread.ofPlatform().daemon().name("postgres-output").start(() -> drain(process));
    }

    private void drain(Process process) {
        try (BufferedReader in = process.inputReader()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(its output could not be read: " + e.getMessage() + ")");
        }
    }

    private synchronized void add(String line) {
        lines.addLast(line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** What was printed until the end, or until now if a descendant still holds the pipe open. */
    String text() throws InterruptedException {
        reader.join(Duration.ofSeconds(1));
        synchronized (this) {
            return String.join("\n", lines);
        }
    }
}

package dev.airlock.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The running server process. */
final class Postmaster {
    private static final int LOG_LINES = 10;

    private final Process process;
    private final Cluster cluster;
    private final Output output;
    private final Duration patience;

    private Postmaster(Process process, Cluster cluster, Duration patience) {
        this.process = process;
        this.cluster = cluster;
        this.output = new Output(process);
        this.patience = patience;
    }

    /** Starts the server, in a session of its own: Ctrl-C in Airlock's terminal must not stop the database first. */
    static Postmaster start(Cluster cluster, Binaries binaries, RunAs runAs, Duration patience) throws IOException {
        List<String> line = new ArrayList<>(List.of("setsid"));
        line.addAll(
                runAs.command(binaries.program("postgres"), "-D", cluster.path().toString()));
        return new Postmaster(Command.start(cluster.directory(), line), cluster, patience);
    }

    Process process() {
        return process;
    }

    /** Waits until it takes connections; empty, with the process ended, if it does not. */
    boolean becomesReady() throws IOException, InterruptedException {
        boolean decided = Await.until(() -> isReady() || !process.isAlive(), patience);
        if (decided && process.isAlive()) {
            return true;
        }
        stop();
        return false;
    }

    private boolean isReady() {
        try {
            List<String> status = PrivateFiles.read(cluster.path().resolve("postmaster.pid"))
                    .lines()
                    .toList();
            return status.size() >= 8
                    && status.getFirst().equals(Long.toString(process.pid()))
                    && status.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** Fast stop, then immediate stop, then the kernel's. */
    void stop() throws IOException, InterruptedException {
        for (Signal signal : Signal.values()) {
            if (process.isAlive()) {
                signal.send(process.pid());
                process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        cluster.awaitStragglers();
    }

    /** The server's last words, from its output and its log. */
    String lastWords() throws IOException, InterruptedException {
        String printed = output.text();
        Optional<Path> log = latestLog();
        return log.isEmpty() ? printed : printed + "\n" + tail(log.get());
    }

    private Optional<Path> latestLog() throws IOException {
        try (Stream<Path> logs = Files.list(cluster.log())) {
            return logs.max(Comparator.comparingLong(log -> log.toFile().lastModified()));
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = PrivateFiles.read(log).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }
}

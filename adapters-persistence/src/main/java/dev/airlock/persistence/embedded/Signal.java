package dev.airlock.persistence.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What PostgreSQL's processes understand by each signal. */
enum Signal {
    /** Fast stop: running transactions are rolled back, everything is written. */
    INT,
    /** Immediate stop: recovery at the next start. */
    QUIT,
    /** No stop of PostgreSQL's own: the kernel ends the process; recovery at the next start. */
    KILL;

    /** Sends it; a process that has gone in the meantime is what the sender wants. */
    void send(long pid) throws InterruptedException {
        Command.run(Path.of("/"), Duration.ofSeconds(10), List.of("sh", "-c", "kill -s %s %d".formatted(name(), pid)));
    }
}

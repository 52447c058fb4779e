package dev.airlock.persistence.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL processes that outlived the Airlock or the postmaster that started them. Whoever ends them must hold the lock on
 * the data directory: then no living Airlock can be using them.
 *
 * @param cluster the directory they work on
 * @param name the cluster's name, in the title of every process but the postmaster
 */
record Orphans(Path cluster, String name) {
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    /** Ends them, gently first, and clears a pid file that names a stranger. */
    void end(Duration patience) throws IOException, InterruptedException {
        List<Long> found = find();
        if (!found.isEmpty()) {
            LOG.warn("Ending PostgreSQL processes {} that a killed Airlock or postmaster left behind", found);
        }
        OptionalLong postmaster = postmaster();
        if (postmaster.isPresent()) {
            Signal.INT.send(postmaster.getAsLong());
        }
        if (gone(postmaster.isPresent() ? patience : STRAGGLERS)
                || all(Signal.QUIT, STRAGGLERS)
                || all(Signal.KILL, patience)) {
            forgetStranger();
            return;
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL processes %s of an earlier run still use %s and cannot be stopped. End them (kill -9) and start again."
                        .formatted(find(), cluster));
    }

    private boolean all(Signal signal, Duration limit) throws InterruptedException {
        for (long pid : find()) {
            signal.send(pid);
        }
        return gone(limit);
    }

    private boolean gone(Duration limit) throws InterruptedException {
        return Await.until(() -> find().isEmpty(), limit);
    }

    List<Long> find() {
        List<Long> pids = new ArrayList<>();
        postmaster().ifPresent(pids::add);
        ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> commandLine(pid).startsWith("postgres: " + name + ":"))
                .forEach(pids::add);
        return pids;
    }

    private OptionalLong postmaster() {
        OptionalLong pid = recordedPid();
        return pid.isPresent() && isPostmaster(pid.getAsLong()) ? pid : OptionalLong.empty();
    }

    private boolean isPostmaster(long pid) {
        List<String> words = List.of(commandLine(pid).split("\0"));
        return words.getFirst().endsWith("/postgres") && words.contains(cluster.toString());
    }

    private OptionalLong recordedPid() {
        try {
            String pid = PrivateFiles.read(pidFile()).lines().findFirst().orElse("");
            return pid.matches("[0-9]{1,10}") ? OptionalLong.of(Long.parseLong(pid)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * PostgreSQL would take any living process of that id for a postmaster and refuse to start. A file whose process is gone
     * stays: PostgreSQL checks by it that no shared memory is in use, a second pair of eyes on what was done here.
     */
    private void forgetStranger() throws IOException {
        OptionalLong pid = recordedPid();
        if (pid.isPresent() && ProcessHandle.of(pid.getAsLong()).isPresent()) {
            Files.deleteIfExists(pidFile());
        }
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}

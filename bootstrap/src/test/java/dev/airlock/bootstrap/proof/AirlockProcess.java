package dev.airlock.bootstrap.proof;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Airlock as it is shipped: a process of its own, started from the jars that {@code ./airlock} starts. */
final class AirlockProcess implements AutoCloseable {
    private static final Path LIB = Path.of("target", "airlock", "lib").toAbsolutePath();
    private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private AirlockProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** How a command ended, and all that it printed. */
    record Ended(int exitCode, String output) {}

    /** Starts a command; what it prints, errors too, is added to that file. */
    static AirlockProcess start(Path output, Map<String, String> environment, List<String> arguments) {
        return start(output, environment, LIB + "/*", "dev.airlock.bootstrap.Main", arguments);
    }

    /** The same on a machine whose clock is ahead. */
    static AirlockProcess startAhead(Path output, Duration ahead, List<String> arguments) {
        var all = new ArrayList<>(List.of(ahead.toString()));
        all.addAll(arguments);
        return start(output, Map.of(), TESTS + File.pathSeparator + LIB + "/*", SkewedAirlock.class.getName(), all);
    }

    private static AirlockProcess start(
            Path output, Map<String, String> environment, String classPath, String main, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // One processor and no second: whatever holds the thread that carries the virtual ones stops
                // everything, and so a test.
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                main));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(output.getParent());
            return new AirlockProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    static Ended run(Path scratch, Map<String, String> environment, String... arguments) {
        try {
            Files.createDirectories(scratch);
            Path output = Files.createTempFile(scratch, "command", ".log");
            try (AirlockProcess command = start(output, environment, List.of(arguments))) {
                return new Ended(command.awaitExit(), command.output());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Writes down every object that is still in use. */
    void dumpHeap(Path file) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process dump = new ProcessBuilder(jcmd, "" + pid(), "GC.heap_dump", "-overwrite", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!said.contains("created")) {
                throw new AssertionError("no heap was dumped: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM, as Ctrl-C does; returns the exit code. */
    int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** SIGSTOP: it stays as it is, and holds what it holds. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    int awaitExit() {
        if (!endsWithin(PATIENCE)) {
            throw new AssertionError("Airlock did not end within " + PATIENCE + "; it said:\n" + output());
        }
        return process.exitValue();
    }

    /** Waits, and returns whether it has ended by then. */
    boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** All that was printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            if (!endsWithin(Duration.ofSeconds(15))) {
                kill();
            }
        }
    }
}

package dev.airlock.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an operator's own program for a key. What it prints is read once, and neither it nor its errors are logged or repeated. */
final class KeyCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_OUTPUT = 4_096;

    private KeyCommand() {}

    /**
     * Runs the program, without a shell, and returns what it printed; says what went wrong otherwise.
     *
     * @param name what the command is called in the configuration
     */
    static String run(String name, List<String> command) {
        return run(name, command, PATIENCE);
    }

    static String run(String name, List<String> command, Duration patience) {
        if (command.isEmpty() || command.getFirst().isBlank()) {
            throw new ConfigurationProblem(
                    name + ": give a program and its arguments, as in [/usr/local/bin/key, prod]");
        }
        Process process = start(name, command);
        try {
            process.getOutputStream().close();
            CompletableFuture<byte[]> output = reading(process.getInputStream());
            byte[] printed = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (printed.length > MAX_OUTPUT) {
                throw new ConfigurationProblem(name + ": the program printed more than a key");
            }
            return text(name, process, printed, patience);
        } catch (TimeoutException e) {
            throw tooSlow(name, patience);
        } catch (IOException | ExecutionException e) {
            throw new ConfigurationProblem(name + ": the program's output cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConfigurationProblem(name + ": interrupted while the program ran");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(String name, List<String> command) {
        try {
            return new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new ConfigurationProblem(name + ": the program " + command.getFirst() + " cannot be started");
        }
    }

    private static CompletableFuture<byte[]> reading(InputStream output) {
        var read = new CompletableFuture<byte[]>();
        Thread.ofVirtual().name("master-key-command").start(() -> {
            try {
                read.complete(output.readNBytes(MAX_OUTPUT + 1));
            } catch (IOException | UncheckedIOException e) {
                read.completeExceptionally(e);
            }
        });
        return read;
    }

    private static String text(String name, Process process, byte[] printed, Duration patience)
            throws InterruptedException {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooSlow(name, patience);
            }
            if (process.exitValue() != 0) {
                throw new ConfigurationProblem(name + ": the program ended with status " + process.exitValue()
                        + "; run it by hand to see what it says");
            }
            return new String(printed, StandardCharsets.ISO_8859_1);
        } finally {
            Arrays.fill(printed, (byte) 0);
        }
    }

    private static ConfigurationProblem tooSlow(String name, Duration patience) {
        return new ConfigurationProblem(
                name + ": the program did not end within " + patience.toSeconds() + " seconds; it is given no input");
    }
}

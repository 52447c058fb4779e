package dev.airlock.persistence.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run to its end, with nothing of Airlock's environment: that may hold secrets or PG* variables. */
record Command(int exit, String output) {
    static final int NOT_FOUND = 127;
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    boolean succeeded() {
        return exit == 0;
    }

    /** Runs it; a program that is not there ends as {@value #NOT_FOUND}, one that takes too long is killed. */
    static Command run(Path directory, Duration limit, List<String> line) throws InterruptedException {
        Process process;
        try {
            process = start(directory, line);
        } catch (IOException e) {
            return new Command(NOT_FOUND, String.valueOf(e.getMessage()));
        }
        Output output = new Output(process);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            return new Command(process.exitValue(), "no end after " + limit + "\n" + output.text());
        }
        return new Command(process.exitValue(), output.text());
    }

    static Process start(Path directory, List<String> line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", PATH, "LC_ALL", "C", "TZ", "UTC"));
        Process process = builder.redirectErrorStream(true).start();
        process.outputWriter().close();
        return process;
    }
}

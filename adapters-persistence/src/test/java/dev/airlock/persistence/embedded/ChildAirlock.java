package dev.airlock.persistence.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** An Airlock of its own process, to be killed. Adds a row, tells so, and runs until its input ends. */
final class ChildAirlock implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ChildAirlock(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /** Only its process id as PostgreSQL's, and the rows that were there after its own. */
    record Ready(long postmaster, int rows) {}

    static ChildAirlock start(Path data, Path binaries) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), data, binaries);
    }

    static ChildAirlock start(List<String> prefix, String classPath, Path data, Path binaries) throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                ChildAirlock.class.getName(),
                data.toString(),
                binaries.toString()));
        return new ChildAirlock(new ProcessBuilder(line)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    Ready ready() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("ready ")) {
                String[] words = line.split(" ");
                return new Ready(Long.parseLong(words[1]), Integer.parseInt(words[2]));
            }
        }
        throw new IllegalStateException("the child ended before it was ready");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** Lets it stop in peace. */
    int end() throws IOException, InterruptedException {
        process.outputWriter().close();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        var settings = EmbeddedSettings.defaults(new SecureRandom()).withBinaries(Path.of(arguments[1]));
        try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), settings)) {
            System.out.println("ready " + postgres.pid() + " " + Rows.add(postgres));
            while (System.in.read() >= 0) {
                // only the end of the input matters
            }
        }
    }
}

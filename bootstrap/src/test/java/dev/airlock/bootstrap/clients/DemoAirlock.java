package dev.airlock.bootstrap.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A demo of Airlock in a process of its own, started from the jars and with the heap that {@code ./airlock} starts it with. */
final class DemoAirlock implements AutoCloseable {
    private static final Path LIB = Path.of("target", "airlock", "lib").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String GC_LOG = "gc.log";
    private static final Pattern HEAP_BEFORE_COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(");

    private final Process process;
    private final JsonNode access;
    private final Path gcLog;

    private DemoAirlock(Process process, JsonNode access, Path gcLog) {
        this.process = process;
        this.access = access;
        this.gcLog = gcLog;
    }

    /**
     * Starts it and returns once it answers.
     *
     * @param directory where everything is kept, its output and the garbage collector's log too; it need not exist
     * @param allowed addresses on loopback, as HOST:PORT, that it may call
     */
    static DemoAirlock start(Path directory, List<String> allowed) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path json = directory.resolve("access.json");
        Path output = directory.resolve("output.log");
        Process process = new ProcessBuilder(command(directory, json, allowed))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!Files.exists(json)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new AssertionError("Airlock does not answer; it said:\n" + Files.readString(output));
                }
            }
            return new DemoAirlock(process, ManagementApi.JSON.readTree(json.toFile()), directory.resolve(GC_LOG));
        } catch (IOException | InterruptedException | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static List<String> command(Path directory, Path json, List<String> allowed) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + directory.resolve(GC_LOG),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                LIB + "/*",
                "dev.airlock.bootstrap.Main",
                "demo",
                "--port",
                Integer.toString(freePort()),
                "--data-dir",
                directory.resolve("data").toString(),
                "--json",
                json.toString()));
        for (String address : allowed) {
            command.addAll(List.of("--allow-upstream", address));
        }
        return command;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** The MCP endpoint of one of its servers. */
    String mcpUrl(String server) {
        return access.path("mcp").path("organization").asText() + "/" + server;
    }

    /** The token of the demo's agent, whose owner administers the organization. */
    String token() {
        return access.path("token").asText();
    }

    /** Its management API. */
    ManagementApi api() {
        return new ManagementApi(URI.create(access.path("baseUrl").asText()), token());
    }

    /** The most heap that was in use so far, garbage included, in MiB. */
    int peakHeap() throws IOException {
        return HEAP_BEFORE_COLLECTION
                .matcher(Files.readString(gcLog))
                .results()
                .mapToInt(heap -> Integer.parseInt(heap.group(1)))
                .max()
                .orElse(0);
    }

    /** Asks it to stop, and returns once it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Airlock did not stop within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

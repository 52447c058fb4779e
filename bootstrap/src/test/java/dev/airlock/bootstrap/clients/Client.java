package dev.airlock.bootstrap.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The official clients, each run by a script of {@code src/test/clients} in a process of its own. */
public final class Client {
    static final Path DIRECTORY = Path.of("src", "test", "clients").toAbsolutePath();

    private static final Path MODULES = DIRECTORY.resolve("node_modules");

    private Client() {}

    /** How a script ended: what it saw, as the last line of its output has it, and all else that it said. */
    public record Session(int status, JsonNode seen, String said) {
        /** Names of the tools that the client listed, in order. */
        List<String> tools() {
            return texts("tools");
        }

        /** The strings in a list that the script reports. */
        public List<String> texts(String member) {
            var texts = new ArrayList<String>();
            seen.path(member).forEach(text -> texts.add(text.asText()));
            return texts;
        }
    }

    /** Runs a script to its end. */
    static Session run(String script, String url, String token, String... options) {
        return run(script, url, token, line -> {}, options);
    }

    /** Runs a script to its end and hands each line that it writes to the standard error to a listener as it comes. */
    public static Session run(String script, String url, String token, Consumer<String> errors, String... options) {
        var arguments = new ArrayList<>(List.of("--url", url));
        arguments.addAll(List.of(options));
        ProcessBuilder builder = process(script, arguments);
        builder.environment().put("TOKEN", token);
        try {
            return session(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that will run a script. */
    public static ProcessBuilder process(String script, List<String> options) {
        if (!Files.isDirectory(MODULES)) {
            throw new AssertionError("the official clients are not installed; run: (cd " + DIRECTORY + " && npm ci)");
        }
        var command = new ArrayList<>(List.of("node", script));
        command.addAll(options);
        String bin = MODULES.resolve(".bin").toString();
        // The program itself is looked up on this process's path, so the one that npm brought is named outright.
        Path node = Path.of(bin, "node");
        if (Files.isExecutable(node)) {
            command.set(0, node.toString());
        }
        var builder = new ProcessBuilder(command).directory(DIRECTORY.toFile());
        builder.environment().merge("PATH", bin, (path, first) -> first + File.pathSeparator + path);
        return builder;
    }

    private static Session session(Process process, Consumer<String> errors) throws JsonProcessingException {
        try {
            // Not on the common pool: on a small machine its one thread may be the one that waits here.
            var said = CompletableFuture.supplyAsync(
                    () -> lines(process.getErrorStream(), errors), Thread::startVirtualThread);
            List<String> output = lines(process.getInputStream(), line -> {});
            int status = process.waitFor();
            String all = String.join("\n", output) + "\n" + String.join("\n", said.join());
            JsonNode seen =
                    output.isEmpty() ? ManagementApi.JSON.missingNode() : ManagementApi.JSON.readTree(output.getLast());
            return new Session(status, seen, all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroy();
        }
    }

    private static List<String> lines(InputStream stream, Consumer<String> listener) {
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        return reader.lines().peek(listener).toList();
    }
}

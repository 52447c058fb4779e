package dev.airlock.bootstrap.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.config.HttpConfig;
import dev.airlock.bootstrap.config.KeysConfig;
import dev.airlock.bootstrap.config.UpstreamConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A demo on a data directory of its own: started, ended in every way, and started again. */
public final class DemoRun implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SIGN_IN = Pattern.compile("http://localhost:\\d+/sign-in/link/\\S+(?=\\s)");

    private final Path ground;
    private final int port = Ground.freePort();
    private final List<String> allowed;
    private @Nullable AirlockProcess process;

    /** A demo that may call these addresses besides its own API; nothing is started yet. */
    public DemoRun(String name, String... allowed) {
        this.ground = Ground.fresh(name);
        this.allowed = List.of(allowed);
    }

    /** Starts it and returns once it answers. */
    public DemoRun start() {
        AirlockProcess started = launch();
        Await.until("the demo answers", () -> {
            if (!started.isAlive()) {
                throw new AssertionError("the demo ended: " + started.output());
            }
            return Files.exists(json());
        });
        return this;
    }

    /** Starts it without waiting. */
    AirlockProcess launch() {
        try {
            Files.deleteIfExists(json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = AirlockProcess.start(output(), Map.of(), arguments());
        return process;
    }

    List<String> arguments(String... more) {
        var arguments = new ArrayList<>(
                List.of("demo", "--port", "" + port, "--data-dir", "" + directory(), "--json", "" + json()));
        allowed.forEach(address -> arguments.addAll(List.of("--allow-upstream", address)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** The configuration of this demo, for work on its data while it is stopped. */
    AirlockConfiguration configuration() {
        return AirlockConfiguration.of(
                directory(),
                HttpConfig.onLoopback(port),
                null,
                KeysConfig.file(directory().resolve("master.key")),
                UpstreamConfig.allowing(allowed));
    }

    AirlockProcess process() {
        if (process == null) {
            throw new AssertionError("the demo was not started");
        }
        return process;
    }

    /** What it wrote for programs. */
    public JsonNode access() {
        try {
            return JSON.readTree(json().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The link that signs its owner in once, as it was printed at this start. */
    public String signInLink() {
        Matcher link = SIGN_IN.matcher(process().output());
        if (!link.find()) {
            throw new AssertionError("no link is printed: " + process().output());
        }
        return link.group();
    }

    /** An agent with the demo's token, at one of its servers. */
    public Agent agent(String server) {
        JsonNode access = access();
        URI endpoint = URI.create(access.at("/mcp/organization").asText() + "/" + server);
        return new Agent(endpoint, access.path("token").asText());
    }

    Path directory() {
        return ground.resolve("data");
    }

    Path json() {
        return ground.resolve("access.json");
    }

    Path output() {
        return ground.resolve("output.log");
    }

    Path ground() {
        return ground;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}

package dev.airlock.bootstrap.proof;

import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.config.DatabaseConfig;
import dev.airlock.bootstrap.config.DatabaseConfig.RoleConfig;
import dev.airlock.bootstrap.config.HttpConfig;
import dev.airlock.bootstrap.config.KeysConfig;
import dev.airlock.bootstrap.config.UpstreamConfig;
import dev.airlock.domain.identity.Slug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A production node: {@code serve} with a configuration file of its own. */
public final class ServeRun implements AutoCloseable {
    private static final Pattern SET_UP = Pattern.compile("http://localhost:\\d+/setup/\\S+(?=\\s)");

    final int port = Ground.freePort();
    final int adminPort = Ground.freePort();
    private final Path ground;
    private String logging = "{level: WARN, loggers: {dev.airlock: INFO}}";
    private Duration ahead = Duration.ZERO;
    private @Nullable AirlockProcess process;

    public ServeRun(Path ground) {
        this.ground = ground;
    }

    /** Asks for every line of every logger. */
    ServeRun verbose() {
        logging = "{level: TRACE}";
        return this;
    }

    /** Puts it on a machine whose clock is so far ahead. */
    ServeRun ahead(Duration time) {
        ahead = time;
        return this;
    }

    /** A configuration with these lines beside those that every node needs. */
    public Path configuration(String... more) {
        String common = """
                dataDirectory: %s
                http: {port: %d, adminPort: %d, baseUrl: 'http://localhost:%d'}
                logging: %s
                """.formatted(directory(), port, adminPort, port, logging);
        try {
            Files.createDirectories(ground);
            return Files.writeString(ground.resolve("config.yml"), common + String.join("\n", more) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The section that names an external database. */
    static String database(String url) {
        return """
                database:
                  url: %s
                  service: {user: airlock_service, password: %s}
                  owner: {user: airlock_owner, password: %s}
                """.formatted(url, ExternalPostgres.SERVICE_PASSWORD, ExternalPostgres.OWNER_PASSWORD);
    }

    /** The same for work on the installation while no node runs; without a URL the embedded database is meant. */
    AirlockConfiguration installation(@Nullable String url, Path key, String... allowed) {
        return node(directory(), url, key, allowed);
    }

    /** A node beside this one, with a data directory of its own, that listens nowhere. */
    AirlockConfiguration neighbour(Path data, String url, Path key, String allowed) {
        return node(data, url, key, allowed);
    }

    private AirlockConfiguration node(Path data, @Nullable String url, Path key, String... allowed) {
        var service = new RoleConfig("airlock_service", ExternalPostgres.SERVICE_PASSWORD, null);
        var owner = new RoleConfig("airlock_owner", ExternalPostgres.OWNER_PASSWORD, null);
        return AirlockConfiguration.of(
                data,
                HttpConfig.onLoopback(port),
                new DatabaseConfig(url, service, owner, 4),
                KeysConfig.file(key),
                UpstreamConfig.allowing(List.of(allowed)));
    }

    /** Starts and returns once it answers. */
    public ServeRun start(Path configuration) {
        var command = List.of("serve", configuration.toString());
        var started = ahead.isZero()
                ? AirlockProcess.start(output(), Map.of(), command)
                : AirlockProcess.startAhead(output(), ahead, command);
        process = started;
        Await.until("the node answers", () -> {
            if (!started.isAlive()) {
                throw new AssertionError("the node ended: " + started.output());
            }
            return isHealthy();
        });
        return this;
    }

    private boolean isHealthy() throws IOException {
        var connection = (HttpURLConnection) admin("/healthcheck").toURL().openConnection();
        try {
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    /** The set-up link that it prints when it is new, once it is printed. */
    public URI setUpLink() {
        Await.until(
                "the link is printed", () -> SET_UP.matcher(process().output()).find());
        Matcher link = SET_UP.matcher(process().output());
        if (!link.find()) {
            throw new AssertionError("the link is gone from the output");
        }
        return URI.create(link.group());
    }

    /** How people reach it. */
    public URI address() {
        return url("/");
    }

    /** A page of the operator's door. */
    URI admin(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }

    URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    Agent agent(String organization, String token) {
        return agent(organization, ProofApi.SLUG, token);
    }

    Agent agent(String organization, Slug server, String token) {
        return new Agent(url("/mcp/" + organization + "/" + server), token);
    }

    Path directory() {
        return ground.resolve("data");
    }

    Path output() {
        return ground.resolve("output.log");
    }

    AirlockProcess process() {
        if (process == null) {
            throw new AssertionError("the node was not started");
        }
        return process;
    }

    /** A file with a key, made as the guide says. */
    public static Path key(Path file) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return secretFile(file, Base64.getEncoder().encodeToString(key), "rw-------");
    }

    static Path secretFile(Path file, String text, String permissions) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}

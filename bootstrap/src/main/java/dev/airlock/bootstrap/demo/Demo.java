package dev.airlock.bootstrap.demo;

import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.Terminal;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.config.HttpConfig;
import dev.airlock.bootstrap.config.KeysConfig;
import dev.airlock.bootstrap.config.MailConfig;
import dev.airlock.bootstrap.config.OAuthConfig;
import dev.airlock.bootstrap.config.UpstreamConfig;
import dev.airlock.persistence.identity.RandomSecrets;
import dev.airlock.persistence.vault.MasterKey;
import dev.airlock.persistence.vault.UnusableKeyException;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;

/** The demo: a demo API on loopback, and an installation that knows it. */
public final class Demo implements Managed {
    private final DemoOptions options;
    private final DemoApi api;
    private final Path secretsFile;
    private DemoSecrets secrets;

    private Demo(DemoOptions options, DemoApi api, Path secretsFile, DemoSecrets secrets) {
        this.options = options;
        this.api = api;
        this.secretsFile = secretsFile;
        this.secrets = secrets;
    }

    /** Makes or finds the data directory, and starts the demo API. */
    public static Demo begin(DemoOptions options) throws IOException {
        Path directory = options.dataDirectory();
        Files.createDirectories(directory.toAbsolutePath().getParent());
        if (!Files.exists(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path secretsFile = directory.resolve("demo.json");
        DemoSecrets known = DemoSecrets.load(secretsFile);
        DemoSecrets secrets = known == null ? fresh() : known;
        DemoApi api = startApi(secrets);
        secrets = secrets.withApiPort(api.baseUrl().getPort());
        secrets.save(secretsFile);
        return new Demo(options, api, secretsFile, secrets);
    }

    private static DemoSecrets fresh() {
        var random = new SecureRandom();
        var password = new byte[32];
        random.nextBytes(password);
        // In hexadecimal it cannot, by chance, contain the owner's name, which the rules for passwords would refuse.
        return new DemoSecrets(HexFormat.of().formatHex(password), null, new RandomSecrets(random).next("demo_"), 0);
    }

    private static DemoApi startApi(DemoSecrets secrets) throws IOException {
        try {
            return DemoApi.start(secrets.apiPort(), secrets.apiKey(), InstantSource.system());
        } catch (IOException taken) {
            return DemoApi.start(0, secrets.apiKey(), InstantSource.system());
        }
    }

    /** The configuration that the demo runs on. */
    public AirlockConfiguration configuration() throws UnusableKeyException {
        var allowed = new ArrayList<>(options.allowedUpstreams());
        allowed.add("127.0.0.1:" + api.baseUrl().getPort());
        MasterKey.readOrCreate(keyFile(options.dataDirectory()), new SecureRandom());
        return configuration(options.dataDirectory(), options.port(), allowed);
    }

    /** The configuration of a demo that exists, for commands that look into it. */
    public static AirlockConfiguration installation(Path dataDirectory) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        if (!Files.exists(keyFile(directory))) {
            throw new IllegalArgumentException("there is no demo in " + directory
                    + "; name its --data-dir, or give the installation's config.yml");
        }
        return configuration(directory, 0, List.of());
    }

    private static AirlockConfiguration configuration(Path directory, int port, List<String> allowed) {
        var configuration = new AirlockConfiguration(
                directory,
                HttpConfig.onLoopback(port),
                null,
                KeysConfig.file(keyFile(directory)),
                UpstreamConfig.allowing(allowed),
                null,
                OAuthConfig.registrationOnly(),
                MailConfig.shown(),
                null);
        configuration.setLoggingFactory(QuietLogging.into(directory.resolve("airlock.log")));
        return configuration;
    }

    private static Path keyFile(Path directory) {
        return directory.resolve("master.key");
    }

    /** Fills the installation, and prints how to use it once it answers. */
    public void prepare(Node node, Environment environment) throws IOException {
        var ready = node.instance(DemoInstallation.class).ensure(api, secrets);
        secrets = ready.secrets();
        secrets.save(secretsFile);
        environment.lifecycle().manage(this);
        environment.lifecycle().addServerLifecycleListener(server -> announce(access(ready.signInSecret())));
    }

    private DemoAccess access(String signInSecret) {
        String base = "http://localhost:" + options.port();
        var servers = new LinkedHashMap<String, String>();
        servers.put(DemoInstallation.SERVER.value(), base + "/mcp/demo/" + DemoInstallation.SERVER);
        String token = secrets.token();
        return new DemoAccess(
                base,
                DemoInstallation.ORGANIZATION.value(),
                new DemoAccess.ControlRoom(base, DemoInstallation.EMAIL, secrets.password()),
                token == null ? "" : token,
                new DemoAccess.Mcp(base + "/mcp/demo", servers),
                base + "/sign-in/link/" + signInSecret);
    }

    private void announce(DemoAccess access) {
        try {
            if (options.json() != null) {
                access.writeTo(options.json());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + options.json(), e);
        }
        Terminal.say(access.banner());
    }

    @Override
    public void stop() {
        api.close();
    }
}

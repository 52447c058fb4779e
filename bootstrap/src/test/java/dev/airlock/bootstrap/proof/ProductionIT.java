package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A production installation of two nodes on a database that an operator runs. */
final class ProductionIT {
    private static final String EMAIL = "owner@acme.example";

    private final Path ground = Ground.fresh("production");
    private final Path key = ServeRun.key(ground.resolve("master.key"));

    @Test
    void two_nodes_serve_one_installation() throws Exception {
        try (var upstream = RecordingUpstream.start();
                var postgres = new ExternalPostgres(ground.resolve("external"));
                var one = new ServeRun(ground.resolve("one"));
                var two = new ServeRun(ground.resolve("two"));
                var api = new Api()) {
            String[] common = {
                ServeRun.database(postgres.url()),
                "keys: {masterKeyFile: " + key + "}",
                "upstream: {allow: ['127.0.0.1:" + upstream.port() + "']}"
            };
            Path first = one.configuration(common);
            Path second = two.configuration(common);
            one.start(first);
            setUpOnce(api, one);
            one.process().terminate();
            ProofApi.install(
                    one.installation(postgres.url(), key, "127.0.0.1:" + upstream.port()),
                    EMAIL,
                    upstream,
                    "proof-key");
            String token = new Commands(ground).issueToken(first, EMAIL);
            one.start(first);
            two.start(second);
            assertThat(two.process().output())
                    .as("nobody is asked to set it up again")
                    .doesNotContain("/setup/");
            try (Agent here = one.agent("acme", token);
                    Agent there = two.agent("acme", token)) {
                assertThat(here.call("read", Map.of("marker", "a")).isSuccess()).isTrue();
                assertThat(there.call("read", Map.of("marker", "b")).isSuccess())
                        .isTrue();
                aPolicyChangeOnOneNodeHoldsOnTheOther(api, one, there, token);
                aTokenRevokedOnOneNodeIsRefusedByTheOther(api, one, there, token);
            }
            refusesToStart(upstream, postgres);
        }
    }

    private static void setUpOnce(Api api, ServeRun node) {
        URI page = node.setUpLink();
        var fields = Map.of(
                "organization", "Acme", "name", "Ada Owner", "email", EMAIL, "password", "a sentence is fine here");

        assertThat(api.submit(page, fields).statusCode()).isEqualTo(303);
        assertThat(api.get(page).statusCode()).as("the link is over").isEqualTo(404);
    }

    private static void aPolicyChangeOnOneNodeHoldsOnTheOther(Api api, ServeRun one, Agent there, String token) {
        api.manage("PUT", one.url("/api/v1/servers/proof/tools/read/action"), token, Map.of("action", "DENY"));
        Await.until(
                "the other node denies",
                () -> !there.call("read", Map.of("marker", "c")).isSuccess());
    }

    private static void aTokenRevokedOnOneNodeIsRefusedByTheOther(Api api, ServeRun one, Agent there, String token) {
        var issued = api.manage("GET", one.url("/api/v1/tokens"), token, Map.of());
        String id = issued.at("/items/0/id").asText();
        long before = System.nanoTime();
        api.manage("DELETE", one.url("/api/v1/tokens/" + id), token, Map.of());
        Await.until(
                "the other node refuses the token",
                () -> there.call("write", Map.of("marker", "d")).status() == 401);
        assertThat((System.nanoTime() - before) / 1_000_000_000L)
                .as("O-17: seconds until a revoked token stops")
                .isLessThanOrEqualTo(5);
    }

    private void refusesToStart(RecordingUpstream upstream, ExternalPostgres postgres) {
        String database = ServeRun.database(postgres.url());
        Path open = ServeRun.secretFile(ground.resolve("open.key"), "A".repeat(43) + "=", "rw-r--r--");
        Path made = ServeRun.secretFile(ground.resolve("default.key"), "A".repeat(43) + "=", "rw-------");
        Path other = ServeRun.key(ground.resolve("other.key"));
        String good = "keys: {masterKeyFile: " + key + "}";
        refuses("masterKeyFile", database);
        refuses("default", database, "keys: {masterKeyFile: " + made + "}");
        refuses("chmod 600", database, "keys: {masterKeyFile: " + open + "}");
        refuses("master key", database, "keys: {masterKeyFile: " + other + "}");
        refuses("prot", database, good, "upstream: {prot: 1}");
        refuses("\"server\"", database, good, "server: {type: simple}");
        refuses(
                "airlock_owner",
                database.replace("airlock_service, password: service", "airlock_owner, password: owner")
                        .replace(ExternalPostgres.SERVICE_PASSWORD, ExternalPostgres.OWNER_PASSWORD),
                good);
        assertThat(upstream.requests()).hasSize(2);
    }

    private void refuses(String named, String... sections) {
        Path configuration = new ServeRun(ground.resolve("refused")).configuration(sections);

        var ended = AirlockProcess.run(ground, Map.of(), "serve", configuration.toString());

        assertThat(ended.exitCode()).as(ended.output()).isNotZero();
        assertThat(ended.output()).contains(named).doesNotContain("\tat ");
        assertThat(ended.output()).contains("airlock: ");
    }

    @Test
    void the_shipped_configuration_is_good() {
        var ended = AirlockProcess.run(
                ground,
                Map.of("AIRLOCK_MASTER_KEY_FILE", key.toString()),
                "check-config",
                Path.of("..", "config.yml").toAbsolutePath().normalize().toString());

        assertThat(ended.output()).contains("The configuration is good.");
        assertThat(ended.exitCode()).isZero();
    }
}

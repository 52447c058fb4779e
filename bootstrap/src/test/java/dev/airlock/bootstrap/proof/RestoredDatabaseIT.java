package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** O-10: two nodes go on with a database that was restored from a backup; what was ended since the backup stays ended. */
final class RestoredDatabaseIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EMAIL = "owner@acme.example";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String REDIRECT = "http://127.0.0.1:4711/callback";

    private final Path ground = Ground.fresh("restored");
    private final Path key = ServeRun.key(ground.resolve("master.key"));
    private final Commands commands = new Commands(ground);
    private final Api api = new Api();

    @Test
    void what_was_ended_since_the_backup_stays_ended_and_what_came_after_the_restore_stays() throws Exception {
        try (api;
                var upstream = RecordingUpstream.start();
                var postgres = new ExternalPostgres(ground.resolve("external"));
                var node = new ServeRun(ground.resolve("node"))) {
            String allowed = "127.0.0.1:" + upstream.port();
            Path configuration = node.configuration(
                    ServeRun.database(postgres.url()),
                    "keys: {masterKeyFile: " + key + "}",
                    "upstream: {allow: ['" + allowed + "']}");
            commands.found(configuration, EMAIL);
            ProofApi.install(node.installation(postgres.url(), key, allowed), EMAIL, upstream, "proof-key");
            String revoked = commands.issueToken(configuration, EMAIL);
            var neighbour = node.neighbour(ground.resolve("other"), postgres.url(), key, allowed);
            String client;
            JsonNode replaced;
            node.start(configuration);
            try (Node other = Node.start(neighbour)) {
                client = register(node);
                replaced = redeem(node, client, code(node, client, new AgreeingPerson(other, EMAIL)));
            }
            assertThat(call(node, revoked)).isEqualTo(200);
            node.process().terminate();
            postgres.backUp();

            node.start(configuration);
            JsonNode renewed = json(refresh(node, client, replaced), 200);
            revoke(node, revoked);
            assertThat(call(node, revoked)).isEqualTo(401);
            assertThat(call(node, renewed.path("access_token").asText())).isEqualTo(200);
            Node.start(neighbour).close();
            node.process().terminate();
            postgres.restore();

            node.start(configuration);
            assertThat(json(refresh(node, client, replaced), 400).path("error").asText())
                    .isEqualTo("invalid_grant");
            assertThat(call(node, replaced.path("access_token").asText())).isEqualTo(401);
            assertThat(call(node, renewed.path("access_token").asText())).isEqualTo(401);
            assertThat(call(node, revoked)).isEqualTo(401);
            assertThat(Files.readString(node.output())).contains("restored from a backup", "Everybody is shut out");
            node.process().terminate();

            String issuedSince = commands.issueToken(configuration, EMAIL);
            node.start(configuration);
            Node.start(neighbour).close();
            assertThat(call(node, issuedSince))
                    .as("the restore is dealt with once, whichever node finds out")
                    .isEqualTo(200);
            assertThat(api.ask(node.url("/api/v1/audit?action=database.restore"), issuedSince)
                            .body())
                    .containsOnlyOnce("\"INTENT\"")
                    .containsOnlyOnce("\"OUTCOME\"");
            assertThat(commands.end("audit", "verify", configuration).output())
                    .contains("an older database was restored");

            String before = Files.readString(node.output());
            postgres.restore();
            Await.until(
                    "the running node has dealt with it",
                    () -> Files.readString(node.output())
                            .substring(before.length())
                            .contains("Everybody is shut out"));
            assertThat(call(node, revoked)).isEqualTo(401);
            assertThat(json(refresh(node, client, replaced), 400).path("error").asText())
                    .isEqualTo("invalid_grant");
        }
    }

    private String register(ServeRun node) throws IOException {
        String metadata = "{\"client_name\":\"Proof agent\",\"redirect_uris\":[\"http://127.0.0.1/callback\"],"
                + "\"token_endpoint_auth_method\":\"none\"}";
        return json(api.post(node.url("/oauth/register"), metadata), 201)
                .path("client_id")
                .asText();
    }

    private static String code(ServeRun node, String client, AgreeingPerson person) {
        URI question = node.url("/oauth/authorize?response_type=code&client_id=" + client + "&redirect_uri=" + REDIRECT
                + "&code_challenge=" + CHALLENGE + "&code_challenge_method=S256&resource="
                + node.url("/mcp/acme/proof"));
        return AgreeingPerson.parameters(person.allow(question)).get("code");
    }

    private JsonNode redeem(ServeRun node, String client, String code) throws IOException {
        var fields = Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                client,
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "code_verifier",
                VERIFIER,
                "resource",
                node.url("/mcp/acme/proof").toString());
        return json(api.post(node.url("/oauth/token"), fields), 200);
    }

    private HttpResponse<String> refresh(ServeRun node, String client, JsonNode tokens) {
        return api.post(
                node.url("/oauth/token"),
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        client,
                        "refresh_token",
                        tokens.path("refresh_token").asText()));
    }

    private void revoke(ServeRun node, String token) {
        String id = api.manage("GET", node.url("/api/v1/tokens"), token, Map.of())
                .at("/items/0/id")
                .asText();
        api.manage("DELETE", node.url("/api/v1/tokens/" + id), token, Map.of());
    }

    private static int call(ServeRun node, String token) throws IOException {
        try (Agent agent = node.agent("acme", token)) {
            return agent.call("read", Map.of("marker", "m")).status();
        }
    }

    private static JsonNode json(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }
}

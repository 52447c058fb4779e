package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.airlock.application.gate.Result;
import dev.airlock.application.oauth.RevokeGrant;
import dev.airlock.bootstrap.Node;
import dev.airlock.bootstrap.clients.Client;
import dev.airlock.bootstrap.fixture.RecordingUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client's whole way over HTTP, from a URL that somebody typed to the end of its grant, at one node of two; its person is at the other. */
final class AuthorizationIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EMAIL = "owner@acme.example";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String REDIRECT = "http://127.0.0.1:4711/callback";
    private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("airlock_(code|rt)_[A-Za-z0-9_-]{43}");

    private final Path ground = Ground.fresh("authorization");
    private final Path key = ServeRun.key(ground.resolve("master.key"));
    private final Api api = new Api();

    @Test
    void a_client_gets_in_stays_in_and_is_put_out() throws Exception {
        try (api;
                var upstream = RecordingUpstream.start();
                var postgres = new ExternalPostgres(ground.resolve("external"));
                var node = new ServeRun(ground.resolve("node"))) {
            String allowed = "127.0.0.1:" + upstream.port();
            Path configuration = node.configuration(
                    ServeRun.database(postgres.url()),
                    "keys: {masterKeyFile: " + key + "}",
                    "upstream: {allow: ['" + allowed + "']}");
            new Commands(ground).found(configuration, EMAIL);
            ProofApi.install(node.installation(postgres.url(), key, allowed), EMAIL, upstream, "proof-key");
            node.start(configuration);
            try (Node other = Node.start(node.neighbour(ground.resolve("other"), postgres.url(), key, allowed))) {
                var person = new AgreeingPerson(other, EMAIL);
                JsonNode server = discover(node);
                JsonNode client = register(server);
                String code = code(person, server, client, node);
                JsonNode tokens = redeem(server, client, code, node);
                uses(node, upstream, tokens.path("access_token").asText());
                isGoodNowhereElse(node, tokens.path("access_token").asText());
                JsonNode renewed = renew(server, client, tokens);
                isPutOut(node, person, server, client, renewed);
                isNowhereToBeFound(node, code, tokens, renewed);
                passesTheOfficialSuite(person, server, client);
            }
        }
    }

    /** From the endpoint's refusal to the authorization server's metadata, knowing nothing but the endpoint. */
    private JsonNode discover(ServeRun node) throws IOException {
        HttpResponse<String> refused = api.get(node.url("/mcp/acme/proof"));
        assertThat(refused.statusCode()).isEqualTo(401);
        Matcher metadata = METADATA.matcher(
                refused.headers().firstValue("WWW-Authenticate").orElseThrow());
        assertThat(metadata.find()).isTrue();
        JsonNode resource = json(api.get(URI.create(metadata.group(1))), 200);
        assertThat(resource.path("resource").asText())
                .isEqualTo(node.url("/mcp/acme/proof").toString());
        String issuer = resource.at("/authorization_servers/0").asText();
        JsonNode server = json(api.get(URI.create(issuer + "/.well-known/oauth-authorization-server")), 200);
        assertThat(server.path("issuer").asText()).isEqualTo(issuer);
        JsonNode keys = json(api.get(URI.create(server.path("jwks_uri").asText())), 200);
        assertThat(keys.at("/keys/0/kty").asText()).isEqualTo("EC");
        assertThat(keys.toString()).doesNotContain("\"d\"");
        return server;
    }

    private JsonNode register(JsonNode server) throws IOException {
        String metadata = "{\"client_name\":\"Proof agent\",\"redirect_uris\":[\"http://127.0.0.1/callback\"],"
                + "\"token_endpoint_auth_method\":\"none\"}";
        return json(api.post(URI.create(server.path("registration_endpoint").asText()), metadata), 201);
    }

    /** The official suite's scenarios for authorization servers. */
    private void passesTheOfficialSuite(AgreeingPerson person, JsonNode server, JsonNode client) {
        String endpoint = server.path("authorization_endpoint").asText();
        var session = Client.run(
                "authorization.mjs",
                server.path("issuer").asText(),
                "",
                line -> {
                    if (line.startsWith(endpoint)) {
                        api.get(person.allow(URI.create(line)));
                    }
                },
                "--client-id",
                client.path("client_id").asText(),
                "--resource",
                server.path("issuer").asText() + "/mcp/acme/proof",
                "--port",
                Integer.toString(Ground.freePort()));
        assertThat(session.status()).as(session.said()).isZero();
        assertThat(session.seen().path("passed").asInt()).as(session.said()).isEqualTo(2);
    }

    private static String code(AgreeingPerson person, JsonNode server, JsonNode client, ServeRun node) {
        URI question = URI.create(server.path("authorization_endpoint").asText() + "?response_type=code&client_id="
                + client.path("client_id").asText() + "&redirect_uri=" + REDIRECT + "&code_challenge=" + CHALLENGE
                + "&code_challenge_method=S256&resource=" + node.url("/mcp/acme/proof"));
        Map<String, String> answer = AgreeingPerson.parameters(person.allow(question));
        assertThat(answer)
                .containsOnlyKeys("code", "iss")
                .containsEntry("iss", server.path("issuer").asText());
        return answer.get("code");
    }

    private JsonNode redeem(JsonNode server, JsonNode client, String code, ServeRun node) throws IOException {
        var fields = new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                client.path("client_id").asText(),
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "code_verifier",
                VERIFIER,
                "resource",
                node.url("/mcp/acme/proof").toString()));
        URI endpoint = URI.create(server.path("token_endpoint").asText());
        fields.put("code_verifier", VERIFIER.replace('d', 'e'));
        assertThat(json(api.post(endpoint, fields), 400).path("error").asText()).isEqualTo("invalid_grant");
        fields.put("code_verifier", VERIFIER);
        JsonNode tokens = json(api.post(endpoint, fields), 200);
        assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(code).matches(SECRET);
        assertThat(tokens.path("refresh_token").asText()).matches(SECRET);
        return tokens;
    }

    private static void uses(ServeRun node, RecordingUpstream upstream, String token) throws IOException {
        try (Agent agent = node.agent("acme", token)) {
            assertThat(agent.call("read", Map.of("marker", "a")).isSuccess()).isTrue();
        }
        assertThat(upstream.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("Authorization")).contains("Bearer proof-key");
            assertThat(request.headers().toString() + request.target()).doesNotContain(token);
        });
        try (Agent stranger = node.agent("acme", "proof-key")) {
            assertThat(stranger.call("read", Map.of("marker", "b")).status())
                    .as("the API's own key opens nothing here")
                    .isEqualTo(401);
        }
    }

    private void isGoodNowhereElse(ServeRun node, String token) throws IOException {
        for (String organization : List.of("acme/x", "harbour")) {
            try (Agent agent = node.agent(organization, token)) {
                assertThat(agent.call("read", Map.of("marker", "c")).status()).isEqualTo(401);
            }
        }
        assertThat(api.get(node.url("/mcp/acme/proof?access_token=" + token)).statusCode())
                .isEqualTo(401);
        assertThat(api.status(node.url("/api/v1/servers"), token))
                .as("the management API is no MCP endpoint")
                .isEqualTo(401);
    }

    private JsonNode renew(JsonNode server, JsonNode client, JsonNode tokens) throws IOException {
        JsonNode renewed = json(refresh(server, client, tokens), 200);
        JsonNode again = json(refresh(server, client, tokens), 200);
        assertThat(renewed.path("refresh_token")).isNotEqualTo(tokens.path("refresh_token"));
        assertThat(again.path("refresh_token")).isEqualTo(renewed.path("refresh_token"));
        return renewed;
    }

    private HttpResponse<String> refresh(JsonNode server, JsonNode client, JsonNode tokens) {
        return api.post(
                URI.create(server.path("token_endpoint").asText()),
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", client.path("client_id").asText(),
                        "refresh_token", tokens.path("refresh_token").asText()));
    }

    private void isPutOut(ServeRun node, AgreeingPerson person, JsonNode server, JsonNode client, JsonNode tokens)
            throws IOException {
        try (Agent agent = node.agent("acme", tokens.path("access_token").asText())) {
            assertThat(agent.call("read", Map.of("marker", "d")).isSuccess()).isTrue();
            RevokeGrant revoke = person.node().instance(RevokeGrant.class);
            var grants = revoke.list(person.caller(), null, 100);
            assertThat(grants).hasSize(1);
            assertThat(revoke.revoke(person.caller(), grants.getFirst().grant().id()))
                    .isInstanceOf(Result.Done.class);
            assertThat(json(refresh(server, client, tokens), 400).path("error").asText())
                    .isEqualTo("invalid_grant");
            Await.until(
                    "the node refuses the access token",
                    () -> agent.call("read", Map.of("marker", "e")).status() == 401);
        }
    }

    private static void isNowhereToBeFound(ServeRun node, String code, JsonNode tokens, JsonNode renewed)
            throws IOException {
        assertThat(Files.readString(node.output()))
                .doesNotContain(
                        code,
                        tokens.path("access_token").asText(),
                        tokens.path("refresh_token").asText(),
                        renewed.path("access_token").asText(),
                        renewed.path("refresh_token").asText());
    }

    private static JsonNode json(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }
}

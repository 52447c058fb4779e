package dev.airlock.http.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.oauth.OAuthSettings;
import dev.airlock.domain.json.Json;
import dev.airlock.http.mcp.Reply;
import dev.airlock.http.mcp.Request;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients find out by themselves, and strangers do not. */
class MetadataTest {
    private Issuer issuer;

    @BeforeEach
    void open() throws Exception {
        issuer = new Issuer();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void the_authorization_server_says_what_it_can_do() {
        Reply reply = issuer.get("/.well-known/oauth-authorization-server");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        Json.Obj metadata = reply.json();
        assertThat(metadata.text("issuer")).isEqualTo(Issuer.URL);
        assertThat(metadata.text("authorization_endpoint")).isEqualTo(Issuer.URL + "/oauth/authorize");
        assertThat(metadata.text("token_endpoint")).isEqualTo(Issuer.URL + "/oauth/token");
        assertThat(metadata.text("registration_endpoint")).isEqualTo(Issuer.URL + "/oauth/register");
        assertThat(metadata.text("revocation_endpoint")).isEqualTo(Issuer.URL + "/oauth/revoke");
        assertThat(metadata.text("jwks_uri")).isEqualTo(Issuer.URL + "/oauth/jwks");
        assertThat(metadata.get("response_types_supported")).isEqualTo(Json.strings(List.of("code")));
        assertThat(metadata.get("code_challenge_methods_supported")).isEqualTo(Json.strings(List.of("S256")));
        assertThat(metadata.get("token_endpoint_auth_methods_supported"))
                .isEqualTo(Json.strings(List.of("none", "client_secret_basic", "client_secret_post")));
        assertThat(metadata.get("scopes_supported")).isEqualTo(Json.strings(List.of("mcp:tools", "mcp:tools:read")));
        assertThat(metadata.isTrue("authorization_response_iss_parameter_supported"))
                .isTrue();
        assertThat(metadata.isTrue("client_id_metadata_document_supported")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server/mcp/harbour/orders",
                "/.well-known/openid-configuration/mcp/no/such"
            })
    void the_same_metadata_is_wherever_clients_look(String path) {
        assertThat(issuer.get(path).body())
                .isEqualTo(issuer.get("/.well-known/oauth-authorization-server").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server/else",
                "/.well-known/openid-configuration/mcp/a/b/c",
                "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-protected-resource/",
                "/.well-known/oauth-protected-resource/mcp",
                "/.well-known/oauth-protected-resource/mcp/",
                "/.well-known/oauth-protected-resource/mcp/Harbour",
                "/.well-known/oauth-protected-resource/mcp/harbour/orders/more",
                "/.well-known/oauth-protected-resource/api/harbour"
            })
    void there_is_nothing_elsewhere(String path) {
        Reply reply = issuer.get(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().text("error")).isEqualTo("invalid_request");
    }

    @Test
    void documents_are_not_promised_where_airlock_reads_none() throws Exception {
        var settings = new OAuthSettings(
                OAuthSettings.DEFAULT.accessTokenLifetime(), OAuthSettings.DEFAULT.grantLifetime(), false);
        try (var offline = new Issuer(settings, URI.create(Issuer.URL))) {
            Json.Obj metadata =
                    offline.get("/.well-known/oauth-authorization-server").json();

            assertThat(metadata.get("client_id_metadata_document_supported")).isEqualTo(Json.of(false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp/harbour", "/mcp/harbour/orders", "/mcp/no/such", "/mcp/harbour/orders/"})
    void an_endpoint_names_itself_whether_or_not_it_exists(String path) {
        Reply reply = issuer.get("/.well-known/oauth-protected-resource" + path);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json())
                .isEqualTo(Json.object()
                        .put("resource", Issuer.URL + path)
                        .put("authorization_servers", Json.strings(List.of(Issuer.URL)))
                        .put("scopes_supported", Json.strings(List.of("mcp:tools", "mcp:tools:read")))
                        .put("bearer_methods_supported", Json.strings(List.of("header")))
                        .put("resource_name", "Airlock")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LocalHost"})
    void on_ones_own_machine_the_resource_has_the_name_that_was_typed(String name) throws Exception {
        try (var local = new Issuer(OAuthSettings.DEFAULT, URI.create("http://localhost:8080"))) {
            Reply reply = local.send(Request.of("GET", "/.well-known/oauth-protected-resource/mcp/harbour")
                    .with("Host", name + ":8080"));

            assertThat(reply.json().text("resource")).isEqualToIgnoringCase("http://" + name + ":8080/mcp/harbour");
            assertThat(reply.json().get("authorization_servers"))
                    .isEqualTo(Json.strings(List.of("http://localhost:8080")));
        }
    }

    @Test
    void a_name_that_is_none_of_ours_is_not_repeated() {
        Request ask = Request.of("GET", "/.well-known/oauth-protected-resource/mcp/harbour");

        assertThat(issuer.send(ask.with("Host", "evil.example")).status()).isEqualTo(403);
        assertThat(issuer.send(ask.with("Host", "airlock.example.com:444"))
                        .json()
                        .text("resource"))
                .isEqualTo(Issuer.RESOURCE);
    }

    @Test
    void keys_are_public() {
        assertThat(issuer.get("/oauth/jwks").json().items("keys")).isEmpty();
    }
}

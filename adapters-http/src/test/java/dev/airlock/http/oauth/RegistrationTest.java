package dev.airlock.http.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.json.Json;
import dev.airlock.http.mcp.Reply;
import dev.airlock.http.mcp.Request;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registration is open to anybody, and so to attackers. */
class RegistrationTest {
    private Issuer issuer;

    @BeforeEach
    void open() throws Exception {
        issuer = new Issuer();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private static void isRefused(Reply reply, int status, String error) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().text("error")).isEqualTo(error);
        assertThat(reply.json().text("client_id")).isNull();
    }

    @Test
    void a_client_is_told_what_was_registered_and_what_it_does_not_need_is_left_out() {
        Reply reply = issuer.register("""
                {"client_name": "An agent", "redirect_uris": ["http://localhost:33418/", "cursor://anysphere/callback"],
                 "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
                 "token_endpoint_auth_method": "none", "application_type": "native", "scope": "mcp:tools offline_access",
                 "logo_uri": "javascript:alert(1)", "policy_uri": "data:text/html,x", "software_id": "1", "client_id": "mine"}
                """);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        Json.Obj client = reply.json();
        assertThat(client.text("client_id")).isNotBlank().isNotEqualTo("mine");
        assertThat(client.text("client_name")).isEqualTo("An agent");
        assertThat(client.get("redirect_uris"))
                .isEqualTo(Json.strings(List.of("http://localhost:33418/", "cursor://anysphere/callback")));
        assertThat(client.get("grant_types")).isEqualTo(Json.strings(List.of("authorization_code", "refresh_token")));
        assertThat(client.text("token_endpoint_auth_method")).isEqualTo("none");
        assertThat(client.get("client_secret")).isNull();
        assertThat(reply.body()).doesNotContain("javascript", "data:");
    }

    @Test
    void a_client_that_asks_for_a_secret_is_told_it_once() {
        Json.Obj client = issuer.client("client_secret_post");

        assertThat(client.text("client_secret")).startsWith("airlock_client_");
        assertThat(client.get("client_secret_expires_at")).isEqualTo(Json.of(0));
        assertThat(client.text("token_endpoint_auth_method")).isEqualTo("client_secret_post");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "http://evil.example/callback",
                "http://localhost.evil.example/",
                "https://ada@evil.example/",
                "https://agent.example/#x",
                "https://*.example/callback",
                "evil://callback",
                "/callback",
                "https:///callback",
                "vbscript:x",
                "blob:https://agent.example/1"
            })
    void a_redirect_uri_that_could_be_anybodys_is_refused(String uri) {
        isRefused(issuer.register("{\"redirect_uris\":[\"" + uri + "\"]}"), 400, "invalid_redirect_uri");
    }

    @Test
    void of_several_redirect_uris_those_that_are_good_are_registered() {
        Reply reply = issuer.register("{\"redirect_uris\":[\"javascript:x\",\"https://agent.example/callback\"]}");

        assertThat(reply.json().get("redirect_uris"))
                .isEqualTo(Json.strings(List.of("https://agent.example/callback")));
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', invalid_redirect_uri",
        "'{\"redirect_uris\":[]}', invalid_redirect_uri",
        "'{\"redirect_uris\":\"https://agent.example/\"}', invalid_redirect_uri",
        "'{\"redirect_uris\":[1]}', invalid_redirect_uri",
        "'{\"redirect_uris\":[\"https://a.example/\"],\"token_endpoint_auth_method\":\"private_key_jwt\"}', invalid_client_metadata",
        "'{\"redirect_uris\":[\"https://a.example/\"],\"grant_types\":[\"client_credentials\"]}', invalid_client_metadata",
        "'{\"redirect_uris\":[\"https://a.example/\"],\"response_types\":[\"token\"]}', invalid_client_metadata",
        "'[]', invalid_client_metadata",
        "'{\"redirect_uris\":', invalid_client_metadata"
    })
    void metadata_that_cannot_be_served_is_refused(String json, String error) {
        isRefused(issuer.register(json), 400, error);
    }

    @Test
    void a_name_is_shown_without_what_could_deceive() {
        Json.Obj client = issuer.register("{\"client_name\":\"Air\\u202elock\\u200b\\u0000 <b>Admin</b>\","
                        + "\"redirect_uris\":[\"https://agent.example/\"]}")
                .json();

        assertThat(client.text("client_name")).isEqualTo("Airlock <b>Admin</b>");
    }

    @Test
    void a_name_is_cut_and_a_huge_body_is_not_read() {
        String named = "{\"client_name\":\"%s\",\"redirect_uris\":[\"https://agent.example/\"]}";

        assertThat(issuer.register(named.formatted("n".repeat(10_000))).json().text("client_name"))
                .hasSize(80);
        isRefused(issuer.register(named.formatted("n".repeat(1 << 20))), 413, "invalid_client_metadata");
    }

    @Test
    void only_json_is_read() {
        Request form = Request.of("POST", "/oauth/register")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .saying("{\"redirect_uris\":[\"https://agent.example/\"]}");

        isRefused(issuer.send(form), 400, "invalid_client_metadata");
    }

    @Test
    void whoever_registers_without_end_is_held_up_and_forgotten() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 60; i++) {
            ids.add(issuer.publicClient());
        }
        Reply reply = issuer.register("{\"redirect_uris\":[\"https://agent.example/\"]}");

        assertThat(ids).hasSize(60);
        isRefused(reply, 429, "temporarily_unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("3600");
        issuer.clock.advance(Duration.ofHours(1));
        assertThat(issuer.publicClient()).isNotBlank();
    }

    @Test
    void the_old_path_is_the_same_door() {
        Request request = Request.of("POST", "/register")
                .with("Content-Type", "application/json")
                .saying("{\"redirect_uris\":[\"https://agent.example/\"]}");

        assertThat(issuer.send(request).status()).isEqualTo(201);
    }
}

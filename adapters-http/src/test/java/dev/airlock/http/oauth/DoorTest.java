package dev.airlock.http.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.http.mcp.Reply;
import dev.airlock.http.mcp.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds at every endpoint. */
class DoorTest {
    private Issuer issuer;

    @BeforeEach
    void open() throws Exception {
        issuer = new Issuer();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /.well-known/oauth-authorization-server, 'GET, HEAD, OPTIONS'",
        "DELETE, /.well-known/oauth-protected-resource/mcp/harbour, 'GET, HEAD, OPTIONS'",
        "PUT, /oauth/jwks, 'GET, HEAD, OPTIONS'",
        "GET, /oauth/token, 'POST, OPTIONS'",
        "HEAD, /oauth/token, 'POST, OPTIONS'",
        "GET, /oauth/register, 'POST, OPTIONS'",
        "DELETE, /oauth/revoke, 'POST, OPTIONS'",
        "TRACE, /oauth/token, 'POST, OPTIONS'"
    })
    void a_method_that_is_not_taken_is_answered_with_those_that_are(String method, String path, String allowed) {
        Reply reply = issuer.send(Request.of(method, path));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void whoever_asks_for_the_head_alone_gets_no_body() {
        Reply whole = issuer.get("/.well-known/oauth-authorization-server");
        Reply head = issuer.send(Request.of("HEAD", "/.well-known/oauth-authorization-server"));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(whole.header("Content-Length"));
    }

    @Test
    void a_body_that_nobody_asked_for_changes_nothing() {
        Reply reply = issuer.send(
                Request.of("GET", "/.well-known/oauth-authorization-server").saying("{\"issuer\":\"evil\"}"));

        assertThat(reply.body())
                .isEqualTo(issuer.get("/.well-known/oauth-authorization-server").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server",
                "/.well-known/oauth-protected-resource/mcp/harbour",
                "/oauth/token",
                "/oauth/register",
                "/token",
                "/register"
            })
    void a_page_of_a_clients_own_may_ask_and_a_foreign_one_may_not(String path) {
        Request preflight = Request.of("OPTIONS", path)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "mcp-protocol-version");
        Reply welcome = issuer.send(preflight.with("Origin", "http://localhost:6274"));
        Reply foreign = issuer.send(preflight.with("Origin", "https://evil.example"));

        assertThat(welcome.status()).isEqualTo(204);
        assertThat(welcome.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:6274");
        assertThat(welcome.header("Access-Control-Allow-Headers")).contains("MCP-Protocol-Version");
        assertThat(welcome.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.header("Access-Control-Allow-Origin")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/oauth-authorization-server", "/oauth/jwks", "/oauth/token"})
    void no_answer_is_kept_guessed_at_or_tied_to_a_cookie(String path) {
        Reply reply = issuer.send(Request.of("GET", path).with("Cookie", "session=ada"));

        assertThat(reply.header("Set-Cookie")).isNull();
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}

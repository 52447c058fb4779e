package dev.airlock.http.oauth;

import static dev.airlock.http.oauth.Issuer.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.json.Json;
import dev.airlock.http.mcp.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients prove who they are at the token endpoint. */
class ClientAuthenticationTest {
    private Issuer issuer;
    private String id;
    private String secret;
    private Map<String, String> request;

    @BeforeEach
    void open() throws Exception {
        issuer = new Issuer();
        Json.Obj client = issuer.client("client_secret_basic");
        id = Objects.requireNonNull(client.text("client_id"));
        secret = Objects.requireNonNull(client.text("client_secret"));
        request = exchange(id, issuer.code(id));
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private Reply basic(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return authorized("Basic " + pair);
    }

    private Reply authorized(String header) {
        return issuer.send(Issuer.form("/oauth/token", request).with("Authorization", header));
    }

    private static void isNobody(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().text("error")).isEqualTo("invalid_client");
    }

    @Test
    void a_secret_comes_by_http_basic() {
        assertThat(basic(id, secret).status()).isEqualTo(200);
    }

    @Test
    void with_http_basic_the_id_need_not_be_repeated_and_may_not_differ() {
        request.put("client_id", "another");
        assertThat(basic(id, secret).json().text("error")).isEqualTo("invalid_request");

        request.remove("client_id");
        assertThat(basic(id, secret).status()).isEqualTo(200);
    }

    @Test
    void a_secret_comes_as_a_parameter() {
        request.put("client_secret", secret);

        assertThat(issuer.token(request).status()).isEqualTo(200);
    }

    @Test
    void a_client_with_a_secret_proves_it_each_time() {
        isNobody(issuer.token(request));
        request.put("client_secret", secret + "0");
        isNobody(issuer.token(request));
    }

    @Test
    void whoever_failed_by_http_basic_is_told_of_it() {
        Reply reply = basic(id, "wrong");

        isNobody(reply);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"airlock\"");
        assertThat(issuer.token(request).header("WWW-Authenticate")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Bearer abc", "Digest x"})
    void a_header_that_is_no_http_basic_is_refused(String header) {
        Reply reply = authorized(header);

        isNobody(reply);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"airlock\"");
    }

    @Test
    void two_ways_at_once_are_one_too_many() {
        request.put("client_secret", secret);

        Reply reply = basic(id, secret);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().text("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "with space", "00000000-0000-0000-0000-0000000000ff"})
    void a_client_that_nobody_knows_is_told_to_register(String client) {
        request.put("client_id", client);

        Reply reply = issuer.token(request);

        isNobody(reply);
        assertThat(reply.json().text("error_description")).contains("register again");
    }

    @Test
    void a_client_without_a_secret_has_none_to_present() {
        String open = issuer.publicClient();
        request = exchange(open, issuer.code(open));
        request.put("client_secret", "guess");

        isNobody(issuer.token(request));
    }

    @Test
    void a_client_that_was_forgotten_registers_again() {
        String unused = issuer.publicClient();
        issuer.clock.advance(Duration.ofDays(1));
        issuer.publicClient();

        isNobody(issuer.token(exchange(unused, "code")));
    }
}

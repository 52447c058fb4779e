package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.connection.ServiceTokens.Answer;
import dev.airlock.application.connection.ServiceTokens.Identity;
import dev.airlock.application.connection.ServiceTokens.Proof;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.ClientAuthentication;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.net.UrlTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token endpoints as services have them, by the bytes on the wire. */
class HttpServiceTokensTest {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final Identity AIRLOCK = new Identity("air lock", "s3cret/+");

    private Wire wire;
    private HttpServiceTokens tokens;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire();
        tokens = new HttpServiceTokens(wire.client);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private OAuthService service(ClientAuthentication authentication, String separator) {
        var token = UrlTemplate.of("http://127.0.0.1:" + wire.upstream.port() + "/oauth/token?v=2");
        return new OAuthService(
                Flow.CLIENT_CREDENTIALS, null, token, List.of(), separator, true, authentication, Map.of());
    }

    private Answer ask(Proof proof) {
        return tokens.ask(service(ClientAuthentication.POST, " "), AIRLOCK, proof);
    }

    private void answers(String status, String headers, String body) {
        wire.upstream.answers(RawUpstream.response(status, headers, body));
    }

    private String sent() {
        return new String(wire.upstream.last().body(), StandardCharsets.US_ASCII);
    }

    private void issues() {
        answers(
                "200 OK",
                JSON,
                "{\"access_token\":\"at\",\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_token\":\"rt\"}");
    }

    /** Compares the tokens; what the answer says besides is another matter. */
    private static void assertIssued(Answer answer, Answer.Issued expected) {
        assertThat(answer).usingRecursiveComparison().ignoringFields("members").isEqualTo(expected);
    }

    @Test
    void what_the_answer_says_besides_is_kept_without_the_tokens() {
        answers(
                "200 OK",
                JSON,
                "{\"access_token\":\"at\",\"refresh_token\":\"rt\",\"id_token\":\"it\",\"instance_url\":\"https://acme.example\",\"team\":{\"id\":\"T1\"}}");
        var issued = (Answer.Issued) ask(new Proof.Refresh("rt"));
        assertThat(issued.members().text("instance_url")).isEqualTo("https://acme.example");
        assertThat(issued.members().members()).containsOnlyKeys("instance_url", "team");
        assertThat(issued).hasToString("Issued[hidden]");
    }

    @Test
    void a_code_is_redeemed_with_its_verifier_and_the_secret_in_the_form() {
        issues();
        assertIssued(
                ask(new Proof.Code("c/1", "https://airlock/cb", "v")),
                new Answer.Issued("at", "rt", Duration.ofHours(1)));
        assertThat(wire.upstream.last().target()).isEqualTo("/oauth/token?v=2");
        assertThat(sent())
                .isEqualTo(
                        "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fairlock%2Fcb&code_verifier=v"
                                + "&client_id=air+lock&client_secret=s3cret%2F%2B");
        assertThat(wire.upstream.last().headerLines())
                .contains("Content-Type: application/x-www-form-urlencoded", "Accept: application/json")
                .noneMatch(line -> line.startsWith("Authorization"));
    }

    @Test
    void no_connection_is_kept_whose_buffers_would_keep_the_secrets() {
        issues();
        ask(new Proof.Refresh("rt"));
        ask(new Proof.Refresh("rt"));
        assertThat(wire.upstream.last().headerLines()).contains("Connection: close");
        assertThat(wire.upstream.connections).hasSize(2);
    }

    @Test
    void the_secret_goes_in_the_header_where_the_service_wants_it_there() {
        issues();
        tokens.ask(service(ClientAuthentication.BASIC, " "), AIRLOCK, new Proof.Refresh("rt"));
        // "air+lock:s3cret%2F%2B" (RFC 6749, section 2.3.1)
        assertThat(wire.upstream.last().headerLines()).contains("Authorization: Basic YWlyK2xvY2s6czNjcmV0JTJGJTJC");
        assertThat(sent()).isEqualTo("grant_type=refresh_token&refresh_token=rt");
    }

    @Test
    void a_client_asks_for_itself_with_scopes_as_the_service_separates_them() {
        issues();
        tokens.ask(service(ClientAuthentication.BASIC, ","), AIRLOCK, new Proof.Client(List.of("read", "write")));
        assertThat(sent()).isEqualTo("grant_type=client_credentials&scope=read%2Cwrite");
    }

    @Test
    void an_answer_may_be_a_form() {
        answers(
                "200 OK",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "access_token=gho_1&scope=repo%2Cuser&token_type=bearer");
        assertIssued(ask(new Proof.Code("c", "https://airlock/cb", null)), new Answer.Issued("gho_1", null, null));
    }

    @ParameterizedTest
    @CsvSource({"3600, 3600", "'\"28800\"', 28800", "7199.0, 7199"})
    void a_lifetime_may_be_written_in_several_ways(String written, long seconds) {
        answers("200 OK", JSON, "{\"access_token\":\"at\",\"expires_in\":" + written + "}");
        assertIssued(ask(new Proof.Refresh("rt")), new Answer.Issued("at", null, Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"soon\"", "null", "1e999", "99999999999999"})
    void a_lifetime_that_is_none_is_left_out(String written) {
        answers("200 OK", JSON, "{\"access_token\":\"at\",\"expires_in\":" + written + "}");
        assertIssued(ask(new Proof.Refresh("rt")), new Answer.Issued("at", null, null));
    }

    @Test
    void a_refusal_is_for_good_whatever_status_it_comes_under() {
        answers(
                "400 Bad Request",
                JSON,
                "{\"error\":\"invalid_grant\",\"error_description\":\"revoked\\n\\u202eby user\"}");
        assertThat(ask(new Proof.Refresh("rt"))).isEqualTo(new Answer.Refused("invalid_grant: revoked by user"));
        answers("200 OK", JSON, "{\"error\":\"bad_verification_code\"}");
        assertThat(ask(new Proof.Refresh("rt"))).isEqualTo(new Answer.Refused("bad_verification_code"));
        answers("401 Unauthorized", JSON, "{\"error\":\"invalid_client\"}");
        assertThat(ask(new Proof.Refresh("rt"))).isInstanceOf(Answer.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "503 Service Unavailable"})
    void a_refusal_that_quotes_secrets_is_told_without_them(String status) {
        answers(
                status,
                JSON,
                "{\"error\":\"invalid_grant\",\"error_description\":\"no refresh-1/+, refresh-1%2F%2B of s3cret/+\"}");
        assertThat(ask(new Proof.Refresh("refresh-1/+")).toString())
                .contains("invalid_grant: no [redacted], [redacted] of [redacted]");
        answers(status, JSON, "{\"error\":\"code-1/+\",\"error_description\":\"verifier-1\"}");
        assertThat(ask(new Proof.Code("code-1/+", "https://airlock/cb", "verifier-1"))
                        .toString())
                .contains("[redacted]: [redacted]");
    }

    @Test
    void no_part_of_a_secret_is_left_where_long_words_are_cut() {
        String secret = "refresh-token-of-some-length";
        answers(
                "400 Bad Request",
                JSON,
                "{\"error\":\"invalid_grant\",\"error_description\":\"" + "x".repeat(175) + secret + "\"}");
        assertThat(ask(new Proof.Refresh(secret)).toString()).doesNotContain("refre");
    }

    @Test
    void what_may_pass_is_no_refusal() {
        answers("503 Service Unavailable", JSON, "{\"error\":\"invalid_grant\"}");
        assertThat(ask(new Proof.Refresh("rt"))).isInstanceOf(Answer.Failed.class);
        answers("429 Too Many Requests", JSON, "{\"error\":\"slow_down\"}");
        assertThat(ask(new Proof.Refresh("rt"))).isInstanceOf(Answer.Failed.class);
        answers("200 OK", "Content-Type: text/html\r\n", "<html>Sign in</html>");
        assertThat(ask(new Proof.Refresh("rt"))).isInstanceOf(Answer.Failed.class);
        answers("200 OK", JSON, "{\"access_token\":\"a\\r\\nX-Evil: 1\"}");
        assertThat(ask(new Proof.Refresh("rt"))).isInstanceOf(Answer.Failed.class);
        answers("302 Found", "Location: https://elsewhere.example/token\r\n", "");
        assertThat(ask(new Proof.Refresh("rt"))).isInstanceOf(Answer.Failed.class);
    }
}

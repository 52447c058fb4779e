package dev.airlock.http.oauth;

import static dev.airlock.http.oauth.Issuer.exchange;
import static dev.airlock.http.oauth.Issuer.question;
import static dev.airlock.http.oauth.Issuer.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.json.Json;
import dev.airlock.http.mcp.Reply;
import dev.airlock.http.mcp.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the token endpoint, and the way that honest clients go. */
class TokenTest {
    private Issuer issuer;
    private String client;

    @BeforeEach
    void open() throws Exception {
        issuer = new Issuer();
        client = issuer.publicClient();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private String refreshToken() {
        return text(issuer.token(exchange(client, issuer.code(client))), "refresh_token");
    }

    private static String text(Reply reply, String member) {
        return Objects.requireNonNull(reply.json().text(member), reply::body);
    }

    private static void isRefused(Reply reply, int status, String error) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().text("error")).isEqualTo(error);
        assertThat(reply.json().text("error_description")).isNotBlank();
        assertThat(reply.json().members()).hasSize(2);
    }

    private boolean hasGrants() {
        return !issuer.fakes.grants().list(Fixtures.HARBOUR.id(), null, null, 1).isEmpty();
    }

    @Test
    void a_code_gives_tokens_that_nothing_on_the_way_keeps() {
        Reply reply = issuer.token(exchange(client, issuer.code(client)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(text(reply, "access_token")).startsWith("eyJ");
        assertThat(text(reply, "token_type")).isEqualTo("Bearer");
        assertThat(reply.json().get("expires_in")).isEqualTo(Json.of(3_600));
        assertThat(text(reply, "refresh_token")).startsWith("airlock_rt_");
        assertThat(text(reply, "scope")).isEqualTo("mcp:tools");
    }

    @Test
    void the_answer_to_a_client_says_who_gives_it() {
        String location = issuer.allowed(question(client));

        assertThat(location).startsWith(Issuer.REDIRECT + "?code=airlock_code_");
        assertThat(Issuer.parameter(location, "state")).isEqualTo("a&b=c");
        assertThat(Issuer.parameter(location, "iss")).isEqualTo(Issuer.URL);
    }

    @ParameterizedTest
    @CsvSource({
        "code, airlock_code_9999999999999999999999999999999999999999999",
        "redirect_uri, http://127.0.0.1:4712/callback",
        "redirect_uri, http://localhost:4711/callback",
        "redirect_uri, ''",
        "code_verifier, ''",
        "code_verifier, dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK",
        "code_verifier, dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX",
        "code_verifier, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    })
    void a_code_without_everything_that_it_was_issued_for_gives_nothing(String parameter, String value) {
        Map<String, String> request = exchange(client, issuer.code(client));
        request.put(parameter, value);

        isRefused(issuer.token(request), 400, "invalid_grant");
        assertThat(hasGrants()).isFalse();
    }

    @Test
    void a_verifier_of_another_length_than_the_standards_is_refused() {
        Map<String, String> request = exchange(client, issuer.code(client));
        request.put("code_verifier", "v".repeat(129));

        isRefused(issuer.token(request), 400, "invalid_grant");
    }

    @Test
    void a_code_is_good_for_a_minute() {
        String code = issuer.code(client);
        issuer.clock.advance(Duration.ofSeconds(61));

        isRefused(issuer.token(exchange(client, code)), 400, "invalid_grant");
        assertThat(hasGrants()).isFalse();
    }

    @Test
    void another_clients_code_gives_nothing() {
        String code = issuer.code(client);

        isRefused(issuer.token(exchange(issuer.publicClient(), code)), 400, "invalid_grant");
        assertThat(hasGrants()).isFalse();
    }

    @Test
    void a_second_use_of_a_code_ends_what_the_first_one_began() {
        String code = issuer.code(client);
        String refresh = text(issuer.token(exchange(client, code)), "refresh_token");

        isRefused(issuer.token(exchange(client, code)), 400, "invalid_grant");
        isRefused(issuer.token(refresh(client, refresh)), 400, "invalid_grant");
        assertThat(hasGrants()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://airlock.example.com/mcp/harbour/orders",
                "https://airlock.example.com/mcp/meadow",
                "https://evil.example/mcp/harbour",
                "https://airlock.example.com/mcp/Harbour",
                "http://airlock.example.com/mcp/harbour"
            })
    void a_token_for_another_resource_than_was_allowed_is_not_given(String resource) {
        Map<String, String> request = exchange(client, issuer.code(client));
        request.put("resource", resource);
        isRefused(issuer.token(request), 400, "invalid_target");

        Map<String, String> later = refresh(client, refreshToken());
        later.put("resource", resource);
        isRefused(issuer.token(later), 400, "invalid_target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://airlock.example.com/mcp/harbour/", "HTTPS://AIRLOCK.example.com:443/mcp/harbour"})
    void a_resource_may_be_written_in_other_ways(String resource) {
        Map<String, String> request = exchange(client, issuer.code(client));
        request.put("resource", resource);

        assertThat(issuer.token(request).status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_is_replaced_and_leads_to_the_same_successor_for_a_while() {
        String first = refreshToken();

        Reply reply = issuer.token(refresh(client, first));
        Reply repeated = issuer.token(refresh(client, first));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(text(reply, "refresh_token")).isNotEqualTo(first).isEqualTo(text(repeated, "refresh_token"));
        assertThat(text(repeated, "access_token")).isNotEqualTo(text(reply, "access_token"));
    }

    @ParameterizedTest
    @ValueSource(longs = {91, 3_600, -3_600})
    void a_refresh_token_that_was_replaced_long_ago_ends_its_family_whichever_way_the_clock_jumped(long seconds) {
        String first = refreshToken();
        String second = text(issuer.token(refresh(client, first)), "refresh_token");
        issuer.clock.advance(Duration.ofSeconds(seconds));

        isRefused(issuer.token(refresh(client, first)), 400, "invalid_grant");
        isRefused(issuer.token(refresh(client, second)), 400, "invalid_grant");
        assertThat(hasGrants()).isFalse();
    }

    @Test
    void another_clients_refresh_token_gives_nothing_and_stays_good_for_its_own() {
        String token = refreshToken();

        isRefused(issuer.token(refresh(issuer.publicClient(), token)), 400, "invalid_grant");
        assertThat(issuer.token(refresh(client, token)).status()).isEqualTo(200);
    }

    @Test
    void a_refresh_gives_no_more_than_was_allowed() {
        Map<String, String> question = question(client);
        question.put("scope", "mcp:tools:read offline_access");
        String code = Issuer.parameter(issuer.allowed(question), "code");
        Reply narrow = issuer.token(exchange(client, code));
        assertThat(text(narrow, "scope")).isEqualTo("mcp:tools:read");

        Map<String, String> more = refresh(client, text(narrow, "refresh_token"));
        more.put("scope", "mcp:tools");

        isRefused(issuer.token(more), 400, "invalid_scope");
    }

    @Test
    void a_person_is_asked_again_however_often_a_client_refreshed() {
        String token = refreshToken();
        for (int day = 0; day < 89; day++) {
            issuer.clock.advance(Duration.ofDays(1));
            token = text(issuer.token(refresh(client, token)), "refresh_token");
        }
        issuer.clock.advance(Duration.ofDays(1));

        isRefused(issuer.token(refresh(client, token)), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "client_credentials",
                "implicit",
                "Authorization_Code",
                "urn:ietf:params:oauth:grant-type:device_code"
            })
    void no_other_grant_is_served(String type) {
        Map<String, String> request = exchange(client, issuer.code(client));
        request.put("grant_type", type);

        isRefused(issuer.token(request), 400, "unsupported_grant_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type", "code", "client_id"})
    void what_is_missing_is_named(String parameter) {
        Map<String, String> request = exchange(client, issuer.code(client));
        request.remove(parameter);

        Reply reply = issuer.token(request);

        isRefused(reply, 400, "invalid_request");
        assertThat(reply.json().text("error_description")).contains(parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "code, invalid_request",
        "client_id, invalid_request",
        "grant_type, invalid_request",
        "anything, invalid_request",
        "resource, invalid_target"
    })
    void a_parameter_that_is_given_twice_is_refused_whoever_would_read_which(String parameter, String error) {
        Map<String, String> fields = exchange(client, issuer.code(client));
        fields.put("anything", "goes");
        Request request = Issuer.form("/oauth/token", fields);
        String twice = new String(request.body(), StandardCharsets.UTF_8) + "&" + parameter + "=x";

        isRefused(issuer.send(request.saying(twice)), 400, error);
        assertThat(hasGrants()).isFalse();
    }

    @Test
    void parameters_in_the_url_are_refused_and_not_repeated() {
        String code = issuer.code(client);
        Request request = Issuer.form("/oauth/token", exchange(client, code)).to("/oauth/token?code=" + code);

        Reply reply = issuer.send(request);

        isRefused(reply, 400, "invalid_request");
        assertThat(reply.body()).doesNotContain(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x"})
    void only_a_form_is_read(String type) {
        Request request = Issuer.form("/oauth/token", exchange(client, issuer.code(client)));

        isRefused(issuer.send(request.with("Content-Type", type)), 400, "invalid_request");
        isRefused(issuer.send(request.without("Content-Type")), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=%zz", "code=%"})
    void a_broken_form_is_called_so(String body) {
        Request request = Issuer.form("/oauth/token", Map.of()).saying(body);

        isRefused(issuer.send(request), 400, "invalid_request");
    }

    @Test
    void a_body_without_end_is_not_read() {
        Request request = Issuer.form("/oauth/token", Map.of()).saying("code=" + "x".repeat(1 << 20));

        isRefused(issuer.send(request), 400, "invalid_request");
    }

    @Test
    void the_old_path_is_the_same_door() {
        Map<String, String> request = exchange(client, issuer.code(client));

        assertThat(issuer.send(Issuer.form("/token", request)).status()).isEqualTo(200);
    }

    @Test
    void nothing_is_handed_out_that_cannot_be_recorded() {
        Map<String, String> request = exchange(client, issuer.code(client));
        issuer.audit.fail();

        Reply reply = issuer.token(request);

        isRefused(reply, 503, "temporarily_unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("5");
    }
}

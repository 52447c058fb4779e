package dev.airlock.http.oauth;

import static dev.airlock.http.oauth.Issuer.exchange;
import static dev.airlock.http.oauth.Issuer.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.Fixtures;
import dev.airlock.domain.json.Json;
import dev.airlock.http.mcp.Reply;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTest {
    private Issuer issuer;
    private String client;
    private Json.Obj tokens;

    @BeforeEach
    void open() throws Exception {
        issuer = new Issuer();
        client = issuer.publicClient();
        tokens = issuer.token(exchange(client, issuer.code(client))).json();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private Reply revoke(String by, String token) {
        return issuer.send(Issuer.form("/oauth/revoke", Map.of("client_id", by, "token", token)));
    }

    private boolean isOver() {
        return issuer.fakes.grants().list(Fixtures.HARBOUR.id(), null, null, 1).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "access_token"})
    void a_client_ends_its_grant_by_either_token(String kind) {
        Reply reply = revoke(client, Objects.requireNonNull(tokens.text(kind)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(isOver()).isTrue();
        assertThat(issuer.token(refresh(client, Objects.requireNonNull(tokens.text("refresh_token"))))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void of_a_token_that_is_unknown_or_anothers_the_same_is_said_and_nothing_done() {
        Reply unknown = revoke(client, "airlock_rt_unknown");
        Reply anothers = revoke(issuer.publicClient(), Objects.requireNonNull(tokens.text("refresh_token")));

        assertThat(unknown.status()).isEqualTo(200);
        assertThat(anothers.status()).isEqualTo(200);
        assertThat(anothers.body()).isEqualTo(unknown.body());
        assertThat(isOver()).isFalse();
    }

    @Test
    void a_stranger_is_told_nothing_of_a_token() {
        Reply reply = revoke("stranger", Objects.requireNonNull(tokens.text("refresh_token")));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().text("error")).isEqualTo("invalid_client");
        assertThat(isOver()).isFalse();
    }

    @Test
    void the_token_is_named() {
        Reply reply = issuer.send(Issuer.form("/oauth/revoke", Map.of("client_id", client)));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().text("error_description")).contains("token");
    }
}

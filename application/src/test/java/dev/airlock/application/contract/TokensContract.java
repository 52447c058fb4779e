package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.token;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.identity.Tokens;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.server.ServerId;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What personal access tokens promise. */
public abstract class TokensContract extends StoreContract {
    private static final TokenScope NARROW =
            new TokenScope(Set.of(new ServerId(uuid(31)), new ServerId(uuid(32))), TokenScope.Access.READ);

    private PersonalAccessToken add(Membership person, PersonalAccessToken token, String secret) {
        return as(person, admission -> {
            ports.tokens().add(admission, token, hash(secret));
            return token;
        });
    }

    @Test
    void a_token_is_found_by_the_hash_of_its_secret_with_its_users_place() {
        PersonalAccessToken token = add(ADA, token(ADA, 21, NARROW), "secret");
        assertThat(ports.tokens().find(hash("secret"))).isEqualTo(new Tokens.Grant(token, ADA));
        assertThat(ports.tokens().find(hash("another"))).isNull();
    }

    @Test
    void a_user_sees_their_own_tokens_newest_first() {
        PersonalAccessToken older = add(ADA, token(ADA, 21, TokenScope.FULL), "older");
        PersonalAccessToken newer = add(ADA, later(token(ADA, 22, NARROW)), "newer");
        add(BOB, token(BOB, 23, TokenScope.FULL), "bob's");
        assertThat(ports.tokens().list(HARBOUR.id(), ADA.person().id()))
                .containsExactly(new Tokens.Listed(newer, null, null), new Tokens.Listed(older, null, null));
        assertThat(ports.tokens().list(MEADOW.id(), ADA.person().id())).isEmpty();
    }

    private static PersonalAccessToken later(PersonalAccessToken token) {
        return new PersonalAccessToken(
                token.organization(),
                token.id(),
                token.user(),
                token.name(),
                token.scope(),
                token.createdAt().plus(Duration.ofHours(1)),
                token.expiresAt());
    }

    @Test
    void nobody_removes_another_persons_token() {
        TokenId token = add(ADA, token(ADA, 21, TokenScope.FULL), "secret").id();
        assertThat(manages(
                        BOB,
                        admission ->
                                ports.tokens().remove(admission, BOB.person().id(), token)))
                .isFalse();
        assertThat(manages(
                        BOB,
                        admission ->
                                ports.tokens().remove(admission, ADA.person().id(), token)))
                .isFalse();
        assertThat(manages(
                        ADA,
                        admission ->
                                ports.tokens().remove(admission, ADA.person().id(), token)))
                .isTrue();
        assertThat(manages(
                        ADA,
                        admission ->
                                ports.tokens().remove(admission, ADA.person().id(), token)))
                .isFalse();
        assertThat(ports.tokens().find(hash("secret"))).isNull();
    }

    @Test
    void the_last_use_is_noted() {
        PersonalAccessToken token = add(ADA, token(ADA, 21, TokenScope.FULL), "secret");
        ports.tokens().used(HARBOUR.id(), token.id(), NOW.plusSeconds(60), "192.0.2.7");
        ports.tokens().used(MEADOW.id(), token.id(), NOW.plusSeconds(90), "192.0.2.8");
        assertThat(ports.tokens().list(HARBOUR.id(), ADA.person().id()))
                .containsExactly(new Tokens.Listed(token, NOW.plusSeconds(60), "192.0.2.7"));
    }
}

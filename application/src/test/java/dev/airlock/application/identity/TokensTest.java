package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.agent;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.change.Change;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Entitlement;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final House house = new House();
    private final Counted tokens = new Counted(house.store.tokens());
    private final IssueToken issueToken = new IssueToken(house.gate, tokens, new CountingSecrets());
    private final AuthenticateToken authenticateToken =
            new AuthenticateToken(tokens, house.store.notices(), house.clock);

    @BeforeEach
    void adaHasFoundedHarbour() {
        assertThat(house.store.organizations().found(ADA, "hash")).isTrue();
    }

    @Test
    void an_issued_token_proves_who_calls_with_its_scope_and_name() {
        var scope = new TokenScope(Set.of(), TokenScope.Access.READ);
        IssueToken.Issued issued = done(issueToken.issue(signedIn(ADA), " laptop ", scope, Duration.ofDays(1)));
        assertThat(issued.secret()).startsWith("airlock_pat_");
        assertThat(authenticate(issued.secret()))
                .isEqualTo(new Authentication.Authenticated(new Caller.Agent(
                        ADA,
                        scope,
                        "laptop",
                        "10.0.0.1",
                        new Entitlement(
                                Entitlement.Kind.TOKEN, issued.token().id().value()))));
        assertThat(issued.toString()).doesNotContain(issued.secret());
        assertThat(house.audit.events())
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain(issued.secret()));
    }

    @Test
    void strangers_are_not_told_why() {
        assertThat(authenticate(null)).isEqualTo(new Authentication.Missing());
        for (String presented :
                List.of("", "airlock_pat_", "bearer", "airlock_pat_unknown", "airlock_pat_" + "x".repeat(200))) {
            assertThat(authenticate(presented)).isEqualTo(new Authentication.Rejected());
        }
    }

    @Test
    void a_known_token_costs_one_look_up_and_an_unknown_one_is_looked_up_each_time() {
        String secret = issue(Duration.ofDays(1));
        authenticate(secret);
        authenticate(secret);
        assertThat(tokens.lookups).hasValue(1);
        authenticate("airlock_pat_unknown");
        authenticate("airlock_pat_unknown");
        assertThat(tokens.lookups).hasValue(3);
        authenticate("not even one of ours");
        assertThat(tokens.lookups).hasValue(3);
    }

    @Test
    void a_revoked_token_is_refused_at_once() {
        IssueToken.Issued issued = done(issueToken.issue(signedIn(ADA), "laptop", TokenScope.FULL, Duration.ofDays(1)));
        assertThat(authenticate(issued.secret())).isInstanceOf(Authentication.Authenticated.class);
        done(issueToken.revoke(signedIn(ADA), issued.token().id()));
        assertThat(authenticate(issued.secret())).isEqualTo(new Authentication.Rejected());
        assertThat(refusal(issueToken.revoke(signedIn(ADA), issued.token().id())))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void a_token_expires_while_it_is_remembered() {
        String secret = issue(Duration.ofDays(1));
        assertThat(authenticate(secret)).isInstanceOf(Authentication.Authenticated.class);
        house.clock.advance(Duration.ofDays(1));
        assertThat(authenticate(secret)).isEqualTo(new Authentication.Rejected());
    }

    @Test
    void a_change_of_a_person_or_missed_news_makes_the_token_be_looked_up_again() {
        String secret = issue(Duration.ofDays(1));
        authenticate(secret);
        house.store.notices().deliver(new Change.OfPerson(ADA.person().id()));
        authenticate(secret);
        house.store.notices().deliver(new Change.Unknown());
        authenticate(secret);
        assertThat(tokens.lookups).hasValue(3);
    }

    @Test
    void a_token_with_an_unfit_name_or_lifetime_is_refused() {
        Caller ada = signedIn(ADA);
        for (String name : List.of("", " ", "x".repeat(101), "a\u0000b", "a\nb")) {
            assertThat(refusal(issueToken.issue(ada, name, TokenScope.FULL, Duration.ofDays(1)))
                            .message())
                    .startsWith("name: a name has 1 to 100 characters");
        }
        for (Duration lifetime :
                List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(366).plusNanos(1))) {
            assertThat(refusal(issueToken.issue(ada, "laptop", TokenScope.FULL, lifetime))
                            .message())
                    .isEqualTo("expiresInDays: a token lives for 1 to 366 days");
        }
        assertThat(issueToken.list(ada)).isEmpty();
    }

    @Test
    void a_token_that_only_reads_cannot_issue_one_that_writes() {
        Caller reader = agent(ADA, new TokenScope(Set.of(), TokenScope.Access.READ));
        assertThat(refusal(issueToken.issue(reader, "more", TokenScope.FULL, Duration.ofDays(1))))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(issueToken.list(reader)).isEmpty();
    }

    private String issue(Duration lifetime) {
        return done(issueToken.issue(signedIn(ADA), "laptop", TokenScope.FULL, lifetime))
                .secret();
    }

    private Authentication authenticate(@Nullable String presented) {
        return authenticateToken.authenticate(presented, "10.0.0.1");
    }

    private record Counted(Tokens tokens, AtomicInteger lookups) implements Tokens {
        Counted(Tokens tokens) {
            this(tokens, new AtomicInteger());
        }

        @Override
        public @Nullable Grant find(SecretHash hash) {
            lookups.incrementAndGet();
            return tokens.find(hash);
        }

        @Override
        public @Nullable Grant find(OrganizationId organization, TokenId token) {
            return tokens.find(organization, token);
        }

        @Override
        public List<Listed> list(OrganizationId organization, UserId user) {
            return tokens.list(organization, user);
        }

        @Override
        public void add(Admission admission, PersonalAccessToken token, SecretHash hash) {
            tokens.add(admission, token, hash);
        }

        @Override
        public boolean remove(Admission admission, UserId user, TokenId token) {
            return tokens.remove(admission, user, token);
        }

        @Override
        public void used(OrganizationId organization, TokenId token, Instant at, String address) {
            tokens.used(organization, token, at, address);
        }
    }
}

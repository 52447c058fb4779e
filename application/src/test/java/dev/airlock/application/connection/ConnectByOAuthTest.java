package dev.airlock.application.connection;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.server;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.connection.ConnectByOAuth.Return;
import dev.airlock.application.connection.ConnectByOAuth.Wish;
import dev.airlock.application.connection.ServiceTokens.Answer;
import dev.airlock.application.connection.ServiceTokens.Proof;
import dev.airlock.application.fake.ConnectionVerbs;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeVault;
import dev.airlock.application.fake.Fixtures;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.policy.PolicySet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People connect by signing in at the service. */
class ConnectByOAuthTest {
    private static final Slug NOTES = new Slug("notes");
    private static final Slug OTHER = new Slug("other");
    private static final Membership DAVE = Fixtures.member(HARBOUR, 14, "dave@example.com", "Dave", Role.MEMBER);

    private final House house = new House();
    private final ConnectionVerbs verbs = ConnectionVerbs.on(
            house.store, new FakeVault(), house.audit, house.clock, house.ids, new CountingSecrets());

    @BeforeEach
    void twoServersOfOneService() {
        house.store.organizations().found(ADA, "unused");
        house.store.join(DAVE);
        for (Slug slug : List.of(NOTES, OTHER)) {
            house.add(
                    server(
                            ADA,
                            slug.equals(NOTES) ? 31 : 32,
                            slug.value(),
                            URI.create("https://notes.example/v1"),
                            new CredentialScheme.OAuth(OpenCredentialsTest.service())),
                    List.of(),
                    PolicySet.ALLOW_ALL);
            done(verbs.registerService().register(signedIn(ADA), slug, "airlock-app", "app-secret"));
        }
    }

    private static Wish wish(boolean shared, String session) {
        return new Wish(NOTES, shared, List.of("notes.read"), Map.of(), session, "https://airlock/cb");
    }

    private URI begin(Membership person, String session) {
        return done(verbs.connectByOAuth().begin(signedIn(person), wish(false, session)));
    }

    private static String parameter(URI address, String name) {
        return address.getQuery().replaceAll(".*(?:^|&)" + name + "=([^&]*).*", "$1");
    }

    private Result<Connection> finish(
            Membership person, Slug server, String state, @Nullable String code, String session) {
        return verbs.connectByOAuth()
                .finish(
                        signedIn(person),
                        new Return(
                                server,
                                state,
                                code,
                                code == null ? "access_denied" : null,
                                session,
                                "https://airlock/cb"));
    }

    @Test
    void the_service_is_asked_with_state_and_challenge_and_the_code_is_redeemed_with_the_verifier() {
        URI asked = begin(ADA, "session");
        assertThat(asked.toString())
                .startsWith("https://notes.example/authorize?")
                .doesNotContain("app-secret", "session");
        assertThat(parameter(asked, "scope")).isEqualTo("notes.read");
        assertThat(parameter(asked, "client_id")).isEqualTo("airlock-app");
        done(finish(ADA, NOTES, parameter(asked, "state"), "code", "session"));
        var proof = (Proof.Code) verbs.tokens().asked().getFirst();
        assertThat(new CodeChallenge(parameter(asked, "code_challenge")).matches(String.valueOf(proof.verifier())))
                .isTrue();
        assertThat(proof.redirectUri()).isEqualTo("https://airlock/cb");
        assertThat(verbs.tokens().secrets()).containsExactly("app-secret");
    }

    @Test
    void an_answer_that_another_browser_brings_or_another_person_or_for_another_server_redeems_nothing() {
        String state = parameter(begin(ADA, "session"), "state");
        assertThat(refusal(finish(ADA, NOTES, state, "code", "another"))).isInstanceOf(Refusal.Conflict.class);
        assertThat(refusal(finish(DAVE, NOTES, state, "code", "session"))).isInstanceOf(Refusal.Conflict.class);
        assertThat(refusal(finish(ADA, NOTES, "guessed", "code", "session"))).isInstanceOf(Refusal.Conflict.class);
        assertThat(refusal(finish(ADA, OTHER, state, "code", "session"))).isInstanceOf(Refusal.Conflict.class);
        assertThat(verbs.tokens().asked()).isEmpty();
    }

    @Test
    void an_answer_is_good_once_and_for_a_quarter_of_an_hour() {
        String state = parameter(begin(ADA, "session"), "state");
        done(finish(ADA, NOTES, state, "code", "session"));
        assertThat(refusal(finish(ADA, NOTES, state, "code", "session"))).isInstanceOf(Refusal.Conflict.class);
        String late = parameter(begin(ADA, "session"), "state");
        house.clock.advance(Duration.ofMinutes(15));
        assertThat(refusal(finish(ADA, NOTES, late, "code", "session"))).isInstanceOf(Refusal.Conflict.class);
        assertThat(verbs.tokens().asked()).hasSize(1);
    }

    @Test
    void a_person_who_declines_or_a_code_that_is_refused_leaves_the_earlier_connection_alone() {
        Connection first = done(finish(ADA, NOTES, parameter(begin(ADA, "s"), "state"), "code", "s"));
        assertThat(refusal(finish(ADA, NOTES, parameter(begin(ADA, "s"), "state"), null, "s"))
                        .message())
                .contains("did not allow it: access_denied");
        verbs.tokens().answer(proof -> new Answer.Refused("bad_verification_code"));
        assertThat(refusal(finish(ADA, NOTES, parameter(begin(ADA, "s"), "state"), "code", "s"))
                        .message())
                .contains("gave no token: bad_verification_code");
        assertThat(verbs.connect().find(signedIn(ADA), house.load("notes").server()))
                .isEqualTo(first);
    }

    @Test
    void two_peoples_tokens_never_cross() {
        String adas = parameter(begin(ADA, "ada's"), "state");
        String daves = parameter(begin(DAVE, "dave's"), "state");
        Connection dave = done(finish(DAVE, NOTES, daves, "code", "dave's"));
        Connection ada = done(finish(ADA, NOTES, adas, "code", "ada's"));
        assertThat(dave.user()).isEqualTo(DAVE.person().id());
        assertThat(ada.user()).isEqualTo(ADA.person().id());
        var server = house.load("notes").server();
        assertThat(verbs.connect().find(signedIn(DAVE), server)).isEqualTo(dave);
        assertThat(verbs.connect().find(signedIn(ADA), server)).isEqualTo(ada);
    }

    @Test
    void only_an_administrator_shares_a_connection_or_registers_airlock() {
        assertThat(refusal(verbs.connectByOAuth().begin(signedIn(DAVE), wish(true, "s"))))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(verbs.registerService().register(signedIn(DAVE), NOTES, "evil", "evil")))
                .isInstanceOf(Refusal.NotPermitted.class);
        URI asked = done(verbs.connectByOAuth().begin(signedIn(ADA), wish(true, "s")));
        Connection shared = done(finish(ADA, NOTES, parameter(asked, "state"), "code", "s"));
        assertThat(shared.shared()).isTrue();
        var cached = new CallerConnections(house.store.connections(), house.store.notices());
        var server = house.load("notes").server();
        assertThat(cached.find(signedIn(DAVE), server)).isEqualTo(shared);
        Connection own = done(finish(DAVE, NOTES, parameter(begin(DAVE, "d"), "state"), "code", "d"));
        assertThat(cached.find(signedIn(DAVE), server)).isEqualTo(own);
        done(verbs.connect().disconnect(signedIn(DAVE), NOTES, false));
        assertThat(cached.find(signedIn(DAVE), server)).isEqualTo(shared);
        done(verbs.connect().disconnect(signedIn(ADA), NOTES, true));
        assertThat(cached.find(signedIn(DAVE), server)).isNull();
    }

    @Test
    void scopes_that_the_server_does_not_offer_are_refused() {
        var wish = new Wish(NOTES, false, List.of("admin"), Map.of(), "s", "https://airlock/cb");
        assertThat(refusal(verbs.connectByOAuth().begin(signedIn(ADA), wish))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void without_a_registration_nobody_is_sent_anywhere() {
        done(verbs.registerService().forget(signedIn(ADA), NOTES));
        assertThat(refusal(verbs.connectByOAuth().begin(signedIn(ADA), wish(false, "s")))
                        .message())
                .contains("an administrator has to register Airlock");
    }
}

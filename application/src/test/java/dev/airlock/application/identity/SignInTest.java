package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakePasswordHashes;
import dev.airlock.application.fake.House;
import dev.airlock.domain.identity.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final String HOME = "10.0.0.1";
    private static final String ELSEWHERE = "10.0.0.2";
    private static final SignIn.Outcome WRONG = new SignIn.Outcome.Refused("e-mail address or password is wrong");

    private final House house = new House();
    private final List<String> compared = new ArrayList<>();
    private final PasswordHashes passwords = new PasswordHashes() {
        private final FakePasswordHashes hashes = new FakePasswordHashes();

        @Override
        public String hash(String password) {
            return hashes.hash(password);
        }

        @Override
        public boolean matches(String password, @Nullable String hash) {
            compared.add(String.valueOf(hash));
            return hashes.matches(password, hash);
        }
    };
    private final SignIn signIn = new SignIn(
            house.store.people(),
            house.store.sessions(),
            house.store.oneTimeLinks(),
            passwords,
            new CountingSecrets(),
            new CheckSecondFactor(
                    house.store.secondFactors(),
                    house.store.pendingSignIns(),
                    new CountingSecrets(),
                    new IdentityAudit(house.audit, house.clock, house.ids),
                    house.clock),
            new IdentityAudit(house.audit, house.clock, house.ids),
            house.clock);

    @BeforeEach
    void adaHasFoundedHarbour() {
        assertThat(house.store.organizations().found(ADA, passwords.hash(PASSWORD)))
                .isTrue();
    }

    @Test
    void the_right_password_opens_a_session_and_is_recorded() {
        var outcome = (SignIn.Outcome.SignedIn) signIn.withPassword(" ADA@example.com ", PASSWORD, HOME);
        assertThat(outcome.caller()).isEqualTo(new Caller.SignedIn(ADA, HOME));
        assertThat(outcome.lifetime()).isEqualTo(Duration.ofDays(7));
        assertThat(outcome.toString()).doesNotContain(outcome.secret());
        assertThat(signIn.resume(outcome.secret(), ELSEWHERE)).isEqualTo(new Caller.SignedIn(ADA, ELSEWHERE));
        assertThat(house.recorded()).containsExactly("EVENT SUCCEEDED");
        assertThat(house.audit.events().getFirst().action()).isEqualTo("session.open");
    }

    @Test
    void a_wrong_password_and_an_unknown_address_look_the_same_and_cost_the_same() {
        assertThat(signIn.withPassword(EMAIL, "wrong", HOME)).isEqualTo(WRONG);
        assertThat(signIn.withPassword("nobody@example.com", "wrong", HOME)).isEqualTo(WRONG);
        assertThat(signIn.withPassword("no address", "wrong", HOME)).isEqualTo(WRONG);
        assertThat(compared).containsExactly("hashed:" + PASSWORD, "null", "null");
        assertThat(house.recorded()).containsExactly("EVENT DENIED");
    }

    @Test
    void after_ten_tries_the_right_password_is_refused_there_and_not_elsewhere() {
        tries(10, EMAIL);
        assertTooMany(signIn.withPassword(EMAIL, PASSWORD, HOME));
        assertThat(compared).hasSize(10);
        assertThat(signIn.withPassword(EMAIL, PASSWORD, ELSEWHERE)).isInstanceOf(SignIn.Outcome.SignedIn.class);
        house.clock.advance(Duration.ofMinutes(10));
        assertThat(signIn.withPassword(EMAIL, PASSWORD, HOME)).isInstanceOf(SignIn.Outcome.SignedIn.class);
    }

    @Test
    void other_spellings_of_an_address_give_no_more_tries() {
        for (int i = 0; i < 10; i++) {
            signIn.withPassword(" ".repeat(i) + (i % 2 == 0 ? "Ada@Example.com" : EMAIL), "wrong", HOME);
        }
        assertTooMany(signIn.withPassword("  " + EMAIL, PASSWORD, HOME));
    }

    @Test
    void an_address_has_a_hundred_tries_whomever_they_are_for() {
        for (int i = 0; i < 100; i++) {
            tries(1, "someone" + i + "@example.com");
        }
        assertTooMany(signIn.withPassword(EMAIL, PASSWORD, HOME));
    }

    @Test
    void signing_in_takes_the_earlier_tries_back() {
        for (int i = 0; i < 30; i++) {
            tries(9, EMAIL);
            house.clock.advance(Duration.ofMinutes(5));
            assertThat(signIn.withPassword(EMAIL, PASSWORD, HOME)).isInstanceOf(SignIn.Outcome.SignedIn.class);
        }
    }

    @Test
    void where_nothing_can_be_recorded_nobody_signs_in() {
        house.audit.fail();
        assertThat(signIn.withPassword(EMAIL, PASSWORD, HOME))
                .isEqualTo(new SignIn.Outcome.Refused("nobody can sign in now: the audit log cannot be written"));
    }

    @Test
    void a_link_signs_in_once() {
        String link = signIn.link(ADA, Duration.ofHours(1));
        assertThat(signIn.withLink(link, HOME)).isInstanceOf(SignIn.Outcome.SignedIn.class);
        assertThat(signIn.withLink(link, HOME)).isInstanceOf(SignIn.Outcome.Refused.class);
        String late = signIn.link(ADA, Duration.ofHours(1));
        house.clock.advance(Duration.ofHours(1));
        assertThat(signIn.withLink(late, HOME)).isInstanceOf(SignIn.Outcome.Refused.class);
    }

    @Test
    void a_session_ends_by_signing_out_by_idleness_and_by_age() {
        String secret = open();
        signIn.signOut(secret);
        assertThat(signIn.resume(secret, HOME)).isNull();
        String idle = open();
        house.clock.advance(Duration.ofHours(12));
        assertThat(signIn.resume(idle, HOME)).isNull();
        String busy = open();
        for (int hours = 0; hours < 7 * 24 - 10; hours += 10) {
            house.clock.advance(Duration.ofHours(10));
            assertThat(signIn.resume(busy, HOME)).isEqualTo(signedInAt(HOME));
        }
        house.clock.advance(Duration.ofHours(10));
        assertThat(signIn.resume(busy, HOME)).isNull();
    }

    private static Caller signedInAt(String address) {
        return new Caller.SignedIn(signedIn(ADA).membership(), address);
    }

    private String open() {
        return ((SignIn.Outcome.SignedIn) signIn.withPassword(EMAIL, PASSWORD, HOME)).secret();
    }

    private void tries(int count, String email) {
        for (int i = 0; i < count; i++) {
            assertThat(signIn.withPassword(email, "wrong", HOME)).isEqualTo(WRONG);
        }
    }

    private static void assertTooMany(SignIn.Outcome outcome) {
        assertThat(outcome).isEqualTo(new SignIn.Outcome.Refused("too many attempts; wait ten minutes and try again"));
    }
}

package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.PASSWORD_RULES;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.FakePasswordHashes;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangePasswordTest {
    private static final String OLD = "correct horse battery";
    private static final String NEW = "kitchen window 42";

    private final House house = new House();
    private final ChangePassword change = new ChangePassword(
            house.gate,
            house.store.people(),
            house.store.sessions(),
            new FakePasswordHashes(),
            PASSWORD_RULES,
            house.store.outbox(),
            house.clock);

    @BeforeEach
    void adaIsSignedInTwice() {
        house.store.organizations().found(ADA, "hashed:" + OLD);
        for (String cookie : new String[] {"here", "there"}) {
            house.store
                    .sessions()
                    .open(
                            hash(cookie),
                            HARBOUR.id(),
                            ADA.person().id(),
                            "192.0.2.7",
                            house.clock.instant(),
                            house.clock.instant().plusSeconds(3600));
        }
    }

    private boolean isOpen(String cookie) {
        var now = house.clock.instant();
        return house.store.sessions().find(hash(cookie), now, now.minusSeconds(3600)) != null;
    }

    private Refusal refused(String current, String next) {
        return refusal(change.change(signedIn(ADA), "here", current, next));
    }

    @Test
    void whoever_knows_the_old_password_sets_another_and_is_signed_out_elsewhere() {
        done(change.change(signedIn(ADA), "here", OLD, NEW));
        assertThat(house.store.people().account(ADA.person().email()).passwordHash())
                .isEqualTo("hashed:" + NEW);
        assertThat(isOpen("here")).isTrue();
        assertThat(isOpen("there")).isFalse();
        assertThat(house.store.outbox().waiting(HARBOUR.id(), 10)).hasSize(1);
        assertThat(house.recorded()).containsExactly("INTENT STARTED", "OUTCOME SUCCEEDED");
    }

    @Test
    void a_wrong_old_password_or_an_unfit_new_one_changes_nothing() {
        assertThat(refused("guess", NEW).message()).isEqualTo("current: this is not your present password");
        assertThat(refused(OLD, "password1234").message()).startsWith("password: ");
        assertThat(house.store.people().account(ADA.person().email()).passwordHash())
                .isEqualTo("hashed:" + OLD);
        assertThat(isOpen("there")).isTrue();
        assertThat(house.audit.events().toString()).doesNotContain("guess").doesNotContain("password1234");
    }

    @Test
    void after_ten_wrong_guesses_the_right_password_must_wait() {
        for (int i = 0; i < 10; i++) {
            refused("guess", NEW);
        }
        assertThat(refused(OLD, NEW).message()).contains("too many attempts");
        house.clock.advance(Duration.ofMinutes(10));
        done(change.change(signedIn(ADA), "here", OLD, NEW));
    }
}

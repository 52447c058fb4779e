package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.SessionId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManageSessionsTest {
    private static final Membership DAN = member(HARBOUR, 14, "dan@example.com", "Dan", Role.ADMIN);

    private final House house = new House();
    private final ManageSessions manageSessions =
            new ManageSessions(house.gate, house.store.sessions(), house.store.members(), house.clock);

    @BeforeEach
    void carolIsSignedInTwice() {
        assertThat(house.store.organizations().found(ADA, "hash")).isTrue();
        assertThat(house.store.organizations().found(BOB, "hash")).isTrue();
        house.store.join(CAROL);
        house.store.join(DAN);
        open(CAROL, "laptop");
        open(CAROL, "phone");
        open(ADA, "Ada's");
    }

    private void open(Membership place, String secret) {
        house.store
                .sessions()
                .open(
                        hash(secret),
                        place.organization().id(),
                        place.person().id(),
                        "192.0.2.7",
                        NOW,
                        NOW.plus(Duration.ofDays(7)));
    }

    private boolean isOpen(String secret) {
        return house.store.sessions().find(hash(secret), NOW.plusSeconds(1), NOW.minusSeconds(1)) != null;
    }

    private SessionId idOf(Membership place, String secret) {
        return manageSessions.list(signedIn(place), secret).stream()
                .filter(Sessions.Listed::current)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void people_see_their_own_sessions_and_which_is_the_present_one() {
        assertThat(manageSessions.list(signedIn(CAROL), "phone"))
                .hasSize(2)
                .satisfiesOnlyOnce(listed -> assertThat(listed.current()).isTrue())
                .allSatisfy(listed -> assertThat(listed.address()).isEqualTo("192.0.2.7"));
        assertThat(manageSessions.list(signedIn(BOB), "phone")).isEmpty();
    }

    @Test
    void people_end_their_own_sessions_alone() {
        SessionId laptop = idOf(CAROL, "laptop");
        assertThat(refusal(manageSessions.end(signedIn(DAN), laptop)))
                .isEqualTo(new Refusal.NotFound("you have no such session"));
        done(manageSessions.end(signedIn(CAROL), laptop));
        assertThat(isOpen("laptop")).isFalse();
        assertThat(isOpen("phone")).isTrue();
    }

    @Test
    void all_others_end_at_once() {
        done(manageSessions.endOthers(signedIn(CAROL), "phone"));
        assertThat(isOpen("laptop")).isFalse();
        assertThat(isOpen("phone")).isTrue();
        assertThat(isOpen("Ada's")).isTrue();
    }

    @Test
    void an_administrator_ends_those_of_a_member_but_of_no_owner() {
        done(manageSessions.endAll(signedIn(DAN), CAROL.person().id()));
        assertThat(isOpen("laptop")).isFalse();
        assertThat(isOpen("phone")).isFalse();
        assertThat(refusal(manageSessions.endAll(signedIn(DAN), ADA.person().id())))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(isOpen("Ada's")).isTrue();
        assertThat(refusal(manageSessions.endAll(signedIn(DAN), BOB.person().id())))
                .isEqualTo(new Refusal.NotFound("there is no such member"));
    }
}

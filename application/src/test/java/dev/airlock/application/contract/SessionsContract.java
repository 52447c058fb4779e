package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Sessions;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What sessions promise. */
public abstract class SessionsContract extends StoreContract {
    private static final Duration IDLE = Duration.ofMinutes(30);

    private void open(String cookie) {
        ports.sessions()
                .open(hash(cookie), HARBOUR.id(), ADA.person().id(), "192.0.2.7", NOW, NOW.plus(Duration.ofHours(8)));
    }

    private Membership find(String cookie, Duration after) {
        Instant now = NOW.plus(after);
        return ports.sessions().find(hash(cookie), now, now.minus(IDLE));
    }

    @Test
    void a_session_leads_to_its_persons_place() {
        open("cookie");
        assertThat(find("cookie", Duration.ofMinutes(1))).isEqualTo(ADA);
        assertThat(find("another", Duration.ofMinutes(1))).isNull();
    }

    @Test
    void an_idle_session_ends() {
        open("cookie");
        assertThat(find("cookie", IDLE.plusSeconds(1))).isNull();
    }

    @Test
    void use_keeps_a_session_alive() {
        open("cookie");
        assertThat(find("cookie", Duration.ofMinutes(20))).isEqualTo(ADA);
        assertThat(find("cookie", Duration.ofMinutes(40))).isEqualTo(ADA);
    }

    @Test
    void a_session_expires_however_much_it_is_used() {
        open("cookie");
        for (int minutes = 20; minutes < 480; minutes += 20) {
            assertThat(find("cookie", Duration.ofMinutes(minutes))).isEqualTo(ADA);
        }
        assertThat(find("cookie", Duration.ofHours(8))).isNull();
    }

    @Test
    void all_sessions_of_a_person_end_but_the_one_that_is_kept() {
        open("cookie");
        open("other browser");
        ports.sessions()
                .open(hash("bob's"), MEADOW.id(), BOB.person().id(), "192.0.2.7", NOW, NOW.plus(Duration.ofHours(8)));
        ports.sessions().closeOthers(ADA.person().id(), hash("cookie"));
        assertThat(find("cookie", Duration.ofMinutes(1))).isEqualTo(ADA);
        assertThat(find("other browser", Duration.ofMinutes(1))).isNull();
        ports.sessions().closeOthers(ADA.person().id(), null);
        assertThat(find("cookie", Duration.ofMinutes(1))).isNull();
        assertThat(find("bob's", Duration.ofMinutes(1))).isEqualTo(BOB);
    }

    @Test
    void a_moved_session_has_another_secret_and_ends_when_it_would_have_ended() {
        open("cookie");
        assertThat(ports.sessions().move(hash("cookie"), hash("next"), HARBOUR.id()))
                .isTrue();
        assertThat(find("cookie", Duration.ofMinutes(1))).isNull();
        for (int minutes = 20; minutes < 480; minutes += 20) {
            assertThat(find("next", Duration.ofMinutes(minutes))).isEqualTo(ADA);
        }
        assertThat(find("next", Duration.ofHours(8))).isNull();
    }

    @Test
    void nobody_moves_to_an_organization_that_is_not_theirs_or_from_a_session_that_is_over() {
        open("cookie");
        assertThat(ports.sessions().move(hash("another"), hash("next"), HARBOUR.id()))
                .isFalse();
        assertThat(ports.sessions().move(hash("cookie"), hash("next"), MEADOW.id()))
                .isFalse();
        assertThat(find("next", Duration.ofMinutes(1))).isNull();
    }

    @Test
    void a_closed_session_is_gone_and_others_stay() {
        open("cookie");
        open("other browser");
        ports.sessions().close(hash("cookie"));
        assertThat(find("cookie", Duration.ofMinutes(1))).isNull();
        assertThat(find("other browser", Duration.ofMinutes(1))).isEqualTo(ADA);
    }

    private List<Sessions.Listed> list() {
        Instant now = NOW.plusSeconds(60);
        return ports.sessions().list(HARBOUR.id(), ADA.person().id(), hash("cookie"), now, now.minus(IDLE));
    }

    @Test
    void a_person_sees_their_open_sessions_and_which_is_the_present_one() {
        open("cookie");
        open("other browser");
        find("other browser", Duration.ofSeconds(30));
        assertThat(list())
                .extracting(Sessions.Listed::current, Sessions.Listed::lastUsedAt, Sessions.Listed::address)
                .containsExactly(tuple(false, NOW.plusSeconds(30), "192.0.2.7"), tuple(true, NOW, "192.0.2.7"));
        assertThat(ports.sessions().list(MEADOW.id(), ADA.person().id(), null, NOW, NOW.minus(IDLE)))
                .isEmpty();
    }

    @Test
    void a_person_closes_one_of_their_own_sessions_and_nobody_elses() {
        open("cookie");
        open("other browser");
        SessionId other = list().stream()
                .filter(listed -> !listed.current())
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(manages(BOB, admission -> ports.sessions().close(admission, other)))
                .isFalse();
        assertThat(manages(ADA, admission -> ports.sessions().close(admission, other)))
                .isTrue();
        assertThat(find("other browser", Duration.ofMinutes(1))).isNull();
        assertThat(find("cookie", Duration.ofMinutes(1))).isEqualTo(ADA);
    }

    @Test
    void all_sessions_but_one_are_closed() {
        open("cookie");
        open("other browser");
        closeAll(hash("cookie"));
        assertThat(find("other browser", Duration.ofMinutes(1))).isNull();
        assertThat(find("cookie", Duration.ofMinutes(1))).isEqualTo(ADA);
        closeAll(null);
        assertThat(find("cookie", Duration.ofMinutes(2))).isNull();
    }

    private void closeAll(@Nullable SecretHash kept) {
        as(ADA, admission -> {
            ports.sessions().closeAll(admission, ADA.person().id(), kept);
            return admission;
        });
    }
}

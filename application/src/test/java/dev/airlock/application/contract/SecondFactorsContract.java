package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.identity.SecondFactors.SecondFactor;
import dev.airlock.domain.identity.TotpSecret;
import dev.airlock.domain.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What second factors, and sign-ins that wait for them, promise. */
public abstract class SecondFactorsContract extends StoreContract {
    private static final TotpSecret SECRET = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    private static final TotpSecret OTHER = new TotpSecret("abcdefghijabcdefghij".getBytes(StandardCharsets.US_ASCII));
    private static final UserId USER = ADA.person().id();
    private static final Instant EXPIRY = NOW.plusSeconds(600);

    private boolean propose(TotpSecret secret) {
        return manages(ADA, admission -> ports.secondFactors().propose(admission, secret));
    }

    private boolean confirm() {
        return manages(
                ADA, admission -> ports.secondFactors().confirm(admission, 100, Set.of(hash("one"), hash("two"))));
    }

    @Test
    void a_secret_is_proposed_until_it_is_confirmed_and_then_stays() {
        assertThat(ports.secondFactors().find(USER)).isNull();
        assertThat(confirm()).isFalse();
        assertThat(propose(OTHER)).isTrue();
        assertThat(propose(SECRET)).isTrue();
        assertThat(ports.secondFactors().find(USER)).isEqualTo(new SecondFactor(SECRET, false, 0));
        assertThat(ports.secondFactors().useStep(USER, 200)).isFalse();
        assertThat(confirm()).isTrue();
        assertThat(confirm()).isFalse();
        assertThat(propose(OTHER)).isFalse();
        assertThat(ports.secondFactors().find(USER)).isEqualTo(new SecondFactor(SECRET, true, 2));
    }

    @Test
    void a_step_is_used_once_and_takes_all_before_it_with_it() {
        propose(SECRET);
        confirm();
        assertThat(ports.secondFactors().useStep(USER, 100)).isFalse();
        assertThat(ports.secondFactors().useStep(USER, 102)).isTrue();
        assertThat(ports.secondFactors().useStep(USER, 102)).isFalse();
        assertThat(ports.secondFactors().useStep(USER, 101)).isFalse();
        assertThat(ports.secondFactors().useStep(BOB.person().id(), 103)).isFalse();
    }

    @Test
    void a_recovery_code_is_used_once_and_by_its_person_alone() {
        propose(SECRET);
        confirm();
        assertThat(ports.secondFactors().useRecoveryCode(BOB.person().id(), hash("one")))
                .isFalse();
        assertThat(ports.secondFactors().useRecoveryCode(USER, hash("three"))).isFalse();
        assertThat(ports.secondFactors().useRecoveryCode(USER, hash("one"))).isTrue();
        assertThat(ports.secondFactors().useRecoveryCode(USER, hash("one"))).isFalse();
        assertThat(ports.secondFactors().find(USER).recoveryCodes()).isEqualTo(1);
    }

    @Test
    void what_is_removed_takes_its_recovery_codes_with_it_and_is_not_anothers_to_remove() {
        propose(SECRET);
        confirm();
        assertThat(manages(ADA, admission -> ports.secondFactors().remove(admission, USER)))
                .isTrue();
        assertThat(ports.secondFactors().find(USER)).isNull();
        assertThat(ports.secondFactors().useRecoveryCode(USER, hash("one"))).isFalse();
        assertThat(manages(ADA, admission -> ports.secondFactors().remove(admission, USER)))
                .isFalse();
    }

    @Test
    void a_pending_sign_in_has_so_many_tries_and_ends_once() {
        ports.pendingSignIns().open(hash("step"), HARBOUR.id(), USER, EXPIRY);
        assertThat(ports.pendingSignIns().attempt(hash("unknown"), 2, NOW)).isNull();
        assertThat(ports.pendingSignIns().attempt(hash("step"), 2, EXPIRY)).isNull();
        assertThat(ports.pendingSignIns().attempt(hash("step"), 2, NOW)).isEqualTo(ADA);
        assertThat(ports.pendingSignIns().attempt(hash("step"), 2, NOW)).isEqualTo(ADA);
        assertThat(ports.pendingSignIns().attempt(hash("step"), 2, NOW)).isNull();
        assertThat(ports.pendingSignIns().close(hash("step"))).isTrue();
        assertThat(ports.pendingSignIns().close(hash("step"))).isFalse();
    }

    @Test
    void a_pending_sign_in_is_no_session() {
        ports.pendingSignIns().open(hash("step"), HARBOUR.id(), USER, EXPIRY);
        assertThat(ports.sessions().find(hash("step"), NOW, NOW.minusSeconds(60)))
                .isNull();
    }
}

package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.House;
import dev.airlock.application.fake.IdentityVerbs;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.TotpSecret;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondFactorTest {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final String HOME = "10.0.0.1";

    private final House house = new House();
    private final Random random = new Random(1);
    private final IdentityVerbs verbs =
            IdentityVerbs.on(house.store, house.audit, house.clock, house.ids, this::secret);

    private String secret(String prefix) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @BeforeEach
    void adaHasFoundedHarbour() {
        house.store.organizations().found(ADA, "hashed:" + PASSWORD);
    }

    private record Enrolled(TotpSecret secret, List<String> recoveryCodes) {}

    private Enrolled enrol() {
        TotpSecret secret = done(verbs.secondFactor().begin(signedIn(ADA)));
        List<String> codes = done(verbs.secondFactor().confirm(signedIn(ADA), "session", code(secret)));
        house.clock.advance(Duration.ofSeconds(30));
        return new Enrolled(secret, codes);
    }

    private String code(TotpSecret secret) {
        return secret.code(TotpSecret.step(house.clock.instant()));
    }

    private SignIn.Outcome password() {
        return verbs.signIn().withPassword(EMAIL, PASSWORD, HOME);
    }

    private String step() {
        return ((SignIn.Outcome.SecondStep) password()).secret();
    }

    private Result<SignIn.Outcome> enter(String step, String code) {
        return verbs.signIn().withCode(step, code, HOME);
    }

    private void assertSignedIn(Result<SignIn.Outcome> result) {
        assertThat(done(result)).isInstanceOf(SignIn.Outcome.SignedIn.class);
    }

    private void assertWrong(Result<SignIn.Outcome> result) {
        assertThat(refusal(result)).isInstanceOf(Refusal.Invalid.class);
    }

    private void assertOver(Result<SignIn.Outcome> result) {
        assertThat(refusal(result)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void without_an_app_a_password_is_enough_and_an_app_that_is_not_confirmed_is_not_asked_for() {
        assertThat(password()).isInstanceOf(SignIn.Outcome.SignedIn.class);
        done(verbs.secondFactor().begin(signedIn(ADA)));
        assertThat(password()).isInstanceOf(SignIn.Outcome.SignedIn.class);
    }

    @Test
    void with_an_app_the_password_opens_no_session_and_the_code_does() {
        Enrolled ada = enrol();
        String step = step();
        assertThat(verbs.signIn().resume(step, HOME)).isNull();
        assertWrong(enter(step, "000000"));
        var signedIn = (SignIn.Outcome.SignedIn) done(enter(step, code(ada.secret)));
        assertThat(signedIn.secret()).isNotEqualTo(step);
        assertThat(verbs.signIn().resume(signedIn.secret(), HOME)).isNotNull();
        assertOver(enter(step, code(ada.secret)));
    }

    @Test
    void a_link_asks_for_the_code_too() {
        enrol();
        String link = verbs.signIn().link(ADA, Duration.ofHours(1));
        assertThat(verbs.signIn().withLink(link, HOME)).isInstanceOf(SignIn.Outcome.SecondStep.class);
    }

    @Test
    void a_code_is_accepted_once() {
        Enrolled ada = enrol();
        String code = code(ada.secret);
        assertSignedIn(enter(step(), code));
        assertWrong(enter(step(), code));
        house.clock.advance(Duration.ofSeconds(30));
        assertSignedIn(enter(step(), code(ada.secret)));
    }

    @Test
    void the_code_that_confirmed_the_app_does_not_sign_in() {
        TotpSecret secret = done(verbs.secondFactor().begin(signedIn(ADA)));
        done(verbs.secondFactor().confirm(signedIn(ADA), "session", code(secret)));
        assertWrong(enter(step(), code(secret)));
    }

    @Test
    void each_of_ten_recovery_codes_signs_in_once_however_it_is_typed() {
        Enrolled ada = enrol();
        assertThat(ada.recoveryCodes).hasSize(10).doesNotHaveDuplicates().allMatch(code -> code.length() == 34);
        String code = ada.recoveryCodes.getFirst();
        assertSignedIn(enter(step(), code.toUpperCase(Locale.ROOT).replace('-', ' ')));
        assertWrong(enter(step(), code));
        assertThat(verbs.secondFactor().find(signedIn(ADA)).recoveryCodes()).isEqualTo(9);
    }

    @Test
    void five_wrong_codes_end_the_sign_in_and_twenty_make_the_person_wait() {
        Enrolled ada = enrol();
        for (int round = 0; round < 4; round++) {
            String step = step();
            for (int i = 0; i < 5; i++) {
                assertWrong(enter(step, "000000"));
            }
            assertOver(enter(step, code(ada.secret)));
        }
        assertOver(enter(step(), code(ada.secret)));
        house.clock.advance(Duration.ofMinutes(10));
        assertSignedIn(enter(step(), code(ada.secret)));
    }

    @Test
    void the_second_step_is_over_after_ten_minutes() {
        Enrolled ada = enrol();
        String step = step();
        house.clock.advance(Duration.ofMinutes(10));
        assertOver(enter(step, code(ada.secret)));
    }

    @Test
    void adding_an_app_ends_the_sessions_that_were_opened_without_it() {
        var before = (SignIn.Outcome.SignedIn) password();
        enrol();
        assertThat(verbs.signIn().resume(before.secret(), HOME)).isNull();
    }

    @Test
    void an_app_is_taken_away_by_password_and_code_together() {
        Enrolled ada = enrol();
        var factor = verbs.secondFactor();
        assertThat(refusal(factor.remove(signedIn(ADA), "guess", code(ada.secret)))
                        .message())
                .startsWith("password: ");
        assertThat(refusal(factor.remove(signedIn(ADA), PASSWORD, "000000")).message())
                .startsWith("code: ");
        assertThat(refusal(factor.begin(signedIn(ADA)))).isInstanceOf(Refusal.Conflict.class);
        done(factor.remove(signedIn(ADA), PASSWORD, code(ada.secret)));
        assertThat(password()).isInstanceOf(SignIn.Outcome.SignedIn.class);
        assertThat(house.audit.events().toString())
                .doesNotContain(PASSWORD)
                .doesNotContain(ada.secret.text())
                .doesNotContain(ada.recoveryCodes.getFirst());
    }

    @Test
    void an_administrator_resets_a_member_but_no_owner_no_stranger_and_nobody_who_belongs_elsewhere_too() {
        enrol();
        Membership carol = member(HARBOUR, 21, "carol@example.com", "Carol", Role.ADMIN);
        house.store.join(carol);
        house.store.join(BOB);
        var factor = verbs.secondFactor();
        assertThat(refusal(factor.reset(signedIn(carol), ADA.person().id()))).isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(factor.reset(signedIn(ADA), BOB.person().id()))).isInstanceOf(Refusal.NotFound.class);
        Membership elsewhere = new Membership(MEADOW, ADA.person(), Role.MEMBER);
        house.store.join(elsewhere);
        assertThat(refusal(factor.reset(signedIn(ADA), ADA.person().id()))).isInstanceOf(Refusal.NotPermitted.class);
        TotpSecret secret = done(factor.begin(signedIn(carol)));
        done(factor.confirm(signedIn(carol), "session", code(secret)));
        done(factor.reset(signedIn(ADA), carol.person().id()));
        assertThat(factor.find(signedIn(carol))).isNull();
    }
}

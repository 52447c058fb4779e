package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakeIdentityProviders;
import dev.airlock.application.fake.FakePasswordHashes;
import dev.airlock.application.fake.House;
import dev.airlock.application.identity.SignInWithProvider.Answer;
import dev.airlock.application.identity.SignInWithProvider.Beginning;
import dev.airlock.domain.identity.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInWithProviderTest {
    private static final String BACK = "https://airlock.example.com/sign-in/with/harbour-id/callback";

    private final House house = new House();
    private final FakeIdentityProviders providers = new FakeIdentityProviders();
    private final IdentityAudit audit = new IdentityAudit(house.audit, house.clock, house.ids);
    private final CountingSecrets secrets = new CountingSecrets();
    private final SignIn passwords = new SignIn(
            house.store.people(),
            house.store.sessions(),
            house.store.oneTimeLinks(),
            new FakePasswordHashes(),
            secrets,
            new CheckSecondFactor(
                    house.store.secondFactors(), house.store.pendingSignIns(), secrets, audit, house.clock),
            audit,
            house.clock);
    private final SignInWithProvider signIn = new SignInWithProvider(
            providers, house.store.linkedIdentities(), house.store.people(), passwords, secrets, audit);

    @BeforeEach
    void people() {
        house.store.organizations().found(ADA, "unused");
        house.store.organizations().found(BOB, "unused");
    }

    private SignIn.Outcome finish(String code) {
        var begun = (Beginning.Begun) signIn.begin(FakeIdentityProviders.ID, BACK);
        var attempt = new ProviderAttempt(FakeIdentityProviders.ID, begun.secret());
        return signIn.finish(attempt, new Answer(attempt.state(), code, null, null), BACK, "192.0.2.7");
    }

    private UserId signedIn(String code) {
        SignIn.Outcome outcome = finish(code);
        assertThat(outcome).isInstanceOf(SignIn.Outcome.SignedIn.class);
        return ((SignIn.Outcome.SignedIn) outcome).caller().user();
    }

    @Test
    void a_person_stays_the_same_when_their_address_at_the_provider_changes() {
        providers.vouch("first", "ada-7", "Ada@Example.com");
        assertThat(signedIn("first")).isEqualTo(ADA.person().id());
        providers.vouch("later", "ada-7", "bob@example.com");
        assertThat(signedIn("later")).isEqualTo(ADA.person().id());
        providers.vouch("without", "ada-7", null);
        assertThat(signedIn("without")).isEqualTo(ADA.person().id());
        assertThat(house.audit.events())
                .filteredOn(event -> event.action().equals("identity.link"))
                .hasSize(1);
    }

    @Test
    void an_address_that_is_no_address_signs_nobody_in() {
        providers.vouch("odd", "odd-1", "not an address");
        assertThat(finish("odd")).isInstanceOf(SignIn.Outcome.Refused.class);
    }

    /** O-07: the state is the provider's own. */
    @Test
    void one_provider_cannot_answer_for_another() {
        providers.vouch("first", "ada-7", "ada@example.com");
        var begun = (Beginning.Begun) signIn.begin(FakeIdentityProviders.ID, BACK);
        String state = new ProviderAttempt(FakeIdentityProviders.ID, begun.secret()).state();
        var elsewhere = new ProviderAttempt("another", begun.secret());
        assertThat(signIn.finish(elsewhere, new Answer(state, "first", null, null), BACK, "192.0.2.7"))
                .isInstanceOf(SignIn.Outcome.Refused.class);
    }
}

package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.PASSWORD_RULES;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.change.Change;
import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.FakePasswordHashes;
import dev.airlock.application.fake.House;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.identity.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResetPasswordTest {
    private static final String EMAIL = "ada@example.com";
    private static final String NEW = "kitchen window 42";
    private static final String HOME = "10.0.0.1";

    private final House house = new House();
    private final List<Runnable> background = new ArrayList<>();
    private final ResetPassword reset = new ResetPassword(
            house.store.people(),
            house.store.passwordResets(),
            house.store.sessions(),
            new FakePasswordHashes(),
            PASSWORD_RULES,
            new CountingSecrets(),
            house.store.outbox(),
            house.store.unitOfWork(),
            new IdentityAudit(house.audit, house.clock, house.ids),
            house.clock,
            background::add);

    @BeforeEach
    void adaHasFoundedHarbour() {
        house.store.organizations().found(ADA, "hash");
    }

    private void finish() {
        background.forEach(Runnable::run);
        background.clear();
    }

    private List<Message> mail() {
        return house.store.outbox().waiting(HARBOUR.id(), 100).stream()
                .map(Outbox.Waiting::message)
                .toList();
    }

    /** The secret of the link that was sent last. */
    private String link() {
        assertThat(reset.request(" ADA@example.com", HOME)).isTrue();
        finish();
        return mail().getFirst().parts().stream()
                .filter(Part.Link.class::isInstance)
                .map(part -> ((Part.Link) part).path().substring("/reset/".length()))
                .findFirst()
                .orElseThrow();
    }

    private String password() {
        return house.store.people().account(ADA.person().email()).passwordHash();
    }

    @Test
    void whoever_asks_is_answered_before_anything_is_looked_up() {
        assertThat(reset.request(EMAIL, HOME)).isTrue();
        assertThat(reset.request("nobody@example.com", HOME)).isTrue();
        assertThat(reset.request("no address", HOME)).isTrue();
        assertThat(background).hasSize(3);
        assertThat(mail()).isEmpty();
        finish();
        assertThat(mail())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.to()).isEqualTo(ADA.person().email()));
        assertThat(house.recorded()).containsExactly("EVENT SUCCEEDED");
    }

    @Test
    void a_link_sets_the_password_once_and_ends_every_session() {
        house.store
                .sessions()
                .open(
                        hash("cookie"),
                        HARBOUR.id(),
                        ADA.person().id(),
                        "192.0.2.7",
                        house.clock.instant(),
                        house.clock.instant().plusSeconds(60));
        List<Change> heard = new ArrayList<>();
        house.store.notices().subscribe(heard::add);
        String link = link();
        assertThat(reset.isGood(link)).isTrue();
        assertThat(done(reset.with(link, NEW, HOME))).isEqualTo(ADA);
        assertThat(password()).isEqualTo("hashed:" + NEW);
        assertThat(house.store
                        .sessions()
                        .find(
                                hash("cookie"),
                                house.clock.instant(),
                                house.clock.instant().minusSeconds(1)))
                .isNull();
        assertThat(heard).containsExactly(new Change.OfPerson(ADA.person().id()));
        assertThat(mail().getFirst().subject()).isEqualTo("Your password for Airlock was changed");
        assertThat(reset.isGood(link)).isFalse();
        assertThat(refusal(reset.with(link, NEW, HOME))).isInstanceOf(Refusal.NotFound.class);
        assertThat(house.audit.events())
                .extracting(event -> event.action())
                .containsExactly("password.forget", "password.reset");
    }

    @Test
    void a_password_that_is_not_fit_leaves_the_link_good() {
        String link = link();
        for (String password : List.of("short", "password1234", "ada@example.com is me")) {
            assertThat(refusal(reset.with(link, password, HOME))).isInstanceOf(Refusal.Invalid.class);
        }
        assertThat(password()).isEqualTo("hash");
        done(reset.with(link, NEW, HOME));
    }

    @Test
    void whoever_has_no_password_gets_no_link() {
        house.store.join(member(HARBOUR, 21, "carol@example.com", "Carol", Role.MEMBER));
        reset.request("carol@example.com", HOME);
        finish();
        assertThat(mail()).isEmpty();
    }

    @Test
    void a_link_lasts_an_hour() {
        String link = link();
        house.clock.advance(Duration.ofHours(1));
        assertThat(reset.isGood(link)).isFalse();
        assertThat(refusal(reset.with(link, NEW, HOME))).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void what_cannot_be_recorded_is_not_done() {
        String link = link();
        house.audit.fail();
        assertThat(refusal(reset.with(link, NEW, HOME))).isInstanceOf(Refusal.Unavailable.class);
        assertThat(password()).isEqualTo("hash");
        assertThat(reset.isGood(link)).isTrue();
    }

    @Test
    void a_person_gets_three_links_an_hour_and_a_network_address_asks_twenty_times() {
        for (int i = 0; i < 20; i++) {
            assertThat(reset.request(EMAIL, HOME)).isTrue();
        }
        assertThat(reset.request(EMAIL, HOME)).isFalse();
        assertThat(reset.request(EMAIL, "10.0.0.2")).isTrue();
        finish();
        assertThat(mail()).hasSize(3);
        house.clock.advance(Duration.ofHours(1));
        assertThat(reset.request(EMAIL, HOME)).isTrue();
        finish();
        assertThat(mail()).hasSize(4);
    }
}

package dev.airlock.application.identity;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.CAROL;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.member;
import static dev.airlock.application.fake.Fixtures.signedIn;
import static dev.airlock.application.fake.House.done;
import static dev.airlock.application.fake.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.CountingSecrets;
import dev.airlock.application.fake.House;
import dev.airlock.application.fake.IdentityVerbs;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.identity.AcceptInvitation.NewPerson;
import dev.airlock.application.mail.MailRoute;
import dev.airlock.application.mail.Message;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final String ADDRESS = "192.0.2.7";
    private static final Membership DAN = member(HARBOUR, 14, "dan@example.com", "Dan", Role.ADMIN);
    private static final NewPerson ERIN = new NewPerson(" Erin ", "correct horse battery");

    private final House house = new House();
    private final Invite invite = invite(MailRoute.NOWHERE);
    private final AcceptInvitation accept = IdentityVerbs.on(
                    house.store, house.audit, house.clock, house.ids, new CountingSecrets())
            .acceptInvitation();

    private Invite invite(MailRoute route) {
        return new Invite(
                house.gate,
                house.store.invitations(),
                house.store.members(),
                new CountingSecrets(),
                house.store.outbox(),
                route);
    }

    @BeforeEach
    void harbourHasAnOwnerAnAdministratorAndAMember() {
        assertThat(house.store.organizations().found(ADA, "hash")).isTrue();
        assertThat(house.store.organizations().found(BOB, "hash")).isTrue();
        house.store.join(CAROL);
        house.store.join(DAN);
    }

    private String invited(String email, Role role) {
        return secret(done(invite.invite(signedIn(ADA), email, role)));
    }

    private static String secret(Invite.Sent sent) {
        return Objects.requireNonNull(sent.path()).substring("/invitation/".length());
    }

    @Test
    void an_invitation_goes_by_mail_to_its_address_and_whoever_invites_does_not_see_the_link() {
        Invite.Sent sent = done(invite(MailRoute.SERVER).invite(signedIn(ADA), "erin@example.com", Role.MEMBER));
        assertThat(sent.path()).isNull();
        assertThat(house.store.outbox().waiting(HARBOUR.id(), 10))
                .singleElement()
                .satisfies(waiting -> {
                    assertThat(waiting.message().to()).isEqualTo(new EmailAddress("erin@example.com"));
                    assertThat(waiting.message().parts()).hasAtLeastOneElementOfType(Message.Part.Link.class);
                });
    }

    @Test
    void someone_new_joins_with_a_name_and_a_password_of_their_own() {
        String secret = invited("Erin@Example.com", Role.ADMIN);
        assertThat(Objects.requireNonNull(accept.find(secret)).known()).isFalse();
        Membership place = done(accept.asNew(secret, ERIN, ADDRESS));
        assertThat(place.organization()).isEqualTo(HARBOUR);
        assertThat(place.role()).isEqualTo(Role.ADMIN);
        assertThat(place.person().name()).isEqualTo("Erin");
        assertThat(house.store.people().memberships(place.person().id())).containsExactly(place);
        assertThat(house.store.people().account(new EmailAddress("erin@example.com")))
                .isNotNull();
        assertThat(house.audit.events().getLast().action()).isEqualTo("invitation.accept");
        assertSpent(secret);
    }

    private void assertSpent(String secret) {
        Refusal spent = new Refusal.Invalid(
                "invitation: " + AcceptInvitation.SPENT,
                List.of(new Refusal.Problem("invitation", AcceptInvitation.SPENT)));
        assertThat(accept.find(secret)).isNull();
        assertThat(refusal(accept.asNew(secret, ERIN, ADDRESS))).isEqualTo(spent);
        assertThat(refusal(accept.as(signedIn(BOB), secret))).isEqualTo(spent);
    }

    @Test
    void whoever_is_known_joins_as_themselves() {
        String secret = invited("bob@example.com", Role.MEMBER);
        assertThat(Objects.requireNonNull(accept.find(secret)).known()).isTrue();
        assertThat(done(accept.as(signedIn(BOB), secret)))
                .isEqualTo(new Membership(HARBOUR, BOB.person(), Role.MEMBER));
        assertThat(house.store.people().memberships(BOB.person().id())).hasSize(2);
        assertSpent(secret);
    }

    @Test
    void an_invitation_is_for_its_own_address_alone() {
        String secret = invited("erin@example.com", Role.MEMBER);
        assertThat(refusal(accept.as(signedIn(BOB), secret)).message()).contains(AcceptInvitation.SPENT);
        String bobs = invited("bob@example.com", Role.MEMBER);
        assertThat(refusal(accept.asNew(bobs, ERIN, ADDRESS)).message()).contains(AcceptInvitation.SPENT);
        assertThat(house.store.people().memberships(BOB.person().id())).containsExactly(BOB);
    }

    @Test
    void forged_swapped_expired_and_revoked_invitations_are_refused_alike() {
        assertSpent("forged");
        String first = invited("erin@example.com", Role.MEMBER);
        String second = invited("erin@example.com", Role.MEMBER);
        assertSpent(first);
        var invitation = invite.list(signedIn(ADA)).getFirst();
        done(invite.revoke(signedIn(ADA), invitation.id()));
        assertSpent(second);
        String third = invited("erin@example.com", Role.MEMBER);
        house.clock.advance(Duration.ofDays(7));
        assertSpent(third);
    }

    @Test
    void what_is_not_fit_leaves_the_invitation_good() {
        String secret = invited("erin@example.com", Role.MEMBER);
        assertThat(refusal(accept.asNew(secret, new NewPerson("Erin", "short"), ADDRESS)))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(refusal(accept.asNew(secret, new NewPerson("", "correct horse battery"), ADDRESS)))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(accept.find(secret)).isNotNull();
    }

    @Test
    void whatever_cannot_be_recorded_lets_nobody_in() {
        String secret = invited("erin@example.com", Role.MEMBER);
        house.audit.fail();
        assertThat(refusal(accept.asNew(secret, ERIN, ADDRESS))).isInstanceOf(Refusal.Unavailable.class);
        house.audit.recover();
        assertThat(house.store.people().account(new EmailAddress("erin@example.com")))
                .isNull();
        assertThat(accept.find(secret)).isNotNull();
    }

    @Test
    void an_invitation_is_sent_anew_and_the_earlier_link_is_over() {
        String secret = invited("erin@example.com", Role.MEMBER);
        var invitation = invite.list(signedIn(ADA)).getFirst();
        house.clock.advance(Duration.ofDays(8));
        Invite.Sent again = done(invite.resend(signedIn(ADA), invitation.id()));
        assertSpent(secret);
        assertThat(accept.find(secret(again))).isNotNull();
        assertThat(again.toString()).doesNotContain(secret(again));
    }

    @Test
    void nobody_invites_into_a_role_above_their_own() {
        assertThat(refusal(invite.invite(signedIn(DAN), "erin@example.com", Role.OWNER)))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(refusal(invite.invite(signedIn(CAROL), "erin@example.com", Role.MEMBER)))
                .isInstanceOf(Refusal.NotPermitted.class);
        done(invite.invite(signedIn(ADA), "erin@example.com", Role.OWNER));
        assertThat(refusal(invite.resend(
                        signedIn(DAN), invite.list(signedIn(ADA)).getFirst().id())))
                .isInstanceOf(Refusal.NotPermitted.class);
        assertThat(invite.list(signedIn(CAROL))).isEmpty();
    }

    @Test
    void members_are_not_invited_again_and_nonsense_is_no_address() {
        assertThat(refusal(invite.invite(signedIn(ADA), "carol@example.com", Role.MEMBER)))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(refusal(invite.invite(signedIn(ADA), "nonsense", Role.MEMBER)))
                .isInstanceOf(Refusal.Invalid.class);
    }
}

package dev.airlock.application.contract;

import static dev.airlock.application.fake.Fixtures.ADA;
import static dev.airlock.application.fake.Fixtures.BOB;
import static dev.airlock.application.fake.Fixtures.HARBOUR;
import static dev.airlock.application.fake.Fixtures.MEADOW;
import static dev.airlock.application.fake.Fixtures.NOW;
import static dev.airlock.application.fake.Fixtures.hash;
import static dev.airlock.application.fake.Fixtures.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.identity.Invitations.Offer;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Invitation;
import dev.airlock.domain.identity.InvitationId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What invitations promise. */
public abstract class InvitationsContract extends StoreContract {
    private static final int AT_ONCE = 8;
    private static final Invitation DAN = invitation(41, "dan@example.com", Role.MEMBER);

    private static Invitation invitation(long id, String email, Role role) {
        return new Invitation(
                HARBOUR.id(),
                new InvitationId(uuid(id)),
                new EmailAddress(email),
                role,
                NOW.plusSeconds(id),
                NOW.plus(Duration.ofDays(7)));
    }

    private void put(Invitation invitation, String secret) {
        as(ADA, admission -> {
            ports.invitations().put(admission, invitation, hash(secret));
            return admission;
        });
    }

    private boolean use(String secret) {
        return manages(ADA, admission -> ports.invitations().use(DAN, hash(secret)));
    }

    @Test
    void an_invitation_is_found_by_its_secret_until_it_expires() {
        put(DAN, "secret");
        assertThat(ports.invitations().find(hash("secret"), NOW)).isEqualTo(new Offer(DAN, HARBOUR));
        assertThat(ports.invitations().find(hash("another"), NOW)).isNull();
        assertThat(ports.invitations().find(hash("secret"), DAN.expiresAt())).isNull();
    }

    @Test
    void invitations_are_those_of_one_organization_newest_first() {
        Invitation erin = invitation(42, "erin@example.com", Role.ADMIN);
        put(DAN, "Dan's");
        put(erin, "Erin's");
        assertThat(ports.invitations().list(HARBOUR.id())).containsExactly(erin, DAN);
        assertThat(ports.invitations().list(MEADOW.id())).isEmpty();
    }

    @Test
    void a_new_invitation_takes_the_place_of_the_earlier_one_to_its_address() {
        put(DAN, "first");
        Invitation again = invitation(42, "dan@example.com", Role.ADMIN);
        put(again, "second");
        assertThat(ports.invitations().find(hash("first"), NOW)).isNull();
        assertThat(ports.invitations().find(hash("second"), NOW)).isEqualTo(new Offer(again, HARBOUR));
        assertThat(ports.invitations().list(HARBOUR.id())).containsExactly(again);
    }

    @Test
    void an_invitation_is_used_once() throws InterruptedException, ExecutionException {
        put(DAN, "secret");
        assertThat(use("another")).isFalse();
        var won = new ArrayList<Boolean>();
        Callable<Boolean> attempt = () -> use("secret");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> used : executor.invokeAll(Collections.nCopies(AT_ONCE, attempt))) {
                won.add(used.get());
            }
        }
        assertThat(won).hasSize(AT_ONCE).containsOnlyOnce(true);
        assertThat(ports.invitations().find(hash("secret"), NOW)).isNull();
    }

    @Test
    void nobody_takes_back_another_organizations_invitation() {
        put(DAN, "secret");
        assertThat(manages(BOB, admission -> ports.invitations().remove(admission, DAN.id())))
                .isFalse();
        assertThat(manages(ADA, admission -> ports.invitations().remove(admission, DAN.id())))
                .isTrue();
        assertThat(manages(ADA, admission -> ports.invitations().remove(admission, DAN.id())))
                .isFalse();
        assertThat(ports.invitations().find(hash("secret"), NOW)).isNull();
    }

    @Test
    void an_invitation_of_another_organization_is_not_used_by_its_secret() {
        put(DAN, "secret");
        OrganizationId meadow = MEADOW.id();
        var swapped = new Invitation(meadow, DAN.id(), DAN.email(), Role.OWNER, DAN.createdAt(), DAN.expiresAt());
        assertThat(manages(BOB, admission -> ports.invitations().use(swapped, hash("secret"))))
                .isFalse();
        assertThat(ports.invitations().find(hash("secret"), NOW)).isNotNull();
    }
}

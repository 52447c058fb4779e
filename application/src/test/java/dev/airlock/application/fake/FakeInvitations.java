package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.Invitations;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.Invitation;
import dev.airlock.domain.identity.InvitationId;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeInvitations implements Invitations {
    private final Memory memory;
    private final FakePeople people;
    private final Map<SecretHash, Invitation> invitations;

    FakeInvitations(Memory memory, FakePeople people) {
        this.memory = memory;
        this.people = people;
        this.invitations = memory.table();
    }

    @Override
    public void put(Admission admission, Invitation invitation, SecretHash hash) {
        memory.in(admission.organization(), () -> {
            invitations
                    .values()
                    .removeIf(earlier -> isOf(earlier, admission.organization())
                            && earlier.email().equals(invitation.email()));
            return invitations.put(hash, invitation);
        });
    }

    private static boolean isOf(Invitation invitation, OrganizationId organization) {
        return invitation.organization().equals(organization);
    }

    @Override
    public List<Invitation> list(OrganizationId organization) {
        return memory.in(
                organization,
                () -> invitations.values().stream()
                        .filter(invitation -> isOf(invitation, organization))
                        .sorted(Comparator.comparing(Invitation::createdAt).reversed())
                        .toList());
    }

    @Override
    public boolean remove(Admission admission, InvitationId invitation) {
        return memory.in(
                admission.organization(),
                () -> invitations
                        .values()
                        .removeIf(present -> isOf(present, admission.organization())
                                && present.id().equals(invitation)));
    }

    void removeAll(OrganizationId organization) {
        invitations.values().removeIf(invitation -> isOf(invitation, organization));
    }

    @Override
    public @Nullable Offer find(SecretHash hash, Instant now) {
        return memory.anywhere(() -> {
            Invitation invitation = invitations.get(hash);
            return invitation == null || !invitation.expiresAt().isAfter(now)
                    ? null
                    : new Offer(invitation, organization(invitation));
        });
    }

    private Organization organization(Invitation invitation) {
        return people.everyone().stream()
                .map(member -> member.membership().organization())
                .filter(organization -> organization.id().equals(invitation.organization()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public boolean use(Invitation invitation, SecretHash hash) {
        return memory.in(invitation.organization(), () -> invitations.remove(hash, invitation));
    }
}

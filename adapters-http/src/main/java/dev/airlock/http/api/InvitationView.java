package dev.airlock.http.api;

import dev.airlock.application.identity.Invite;
import dev.airlock.domain.identity.Invitation;
import dev.airlock.domain.identity.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that nobody has accepted yet.
 *
 * @param path what follows the base URL in the link to accept it; only where it was just made and goes by no mail
 */
record InvitationView(
        String id,
        String email,
        Role role,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String path) {
    static InvitationView of(Invitation invitation) {
        return new InvitationView(
                invitation.id().toString(),
                invitation.email().value(),
                invitation.role(),
                invitation.createdAt(),
                invitation.expiresAt(),
                null);
    }

    static InvitationView of(Invite.Sent sent) {
        InvitationView view = of(sent.invitation());
        return new InvitationView(view.id, view.email, view.role, view.createdAt, view.expiresAt, sent.path());
    }

    @Override
    public String toString() {
        return "InvitationView[" + id + "]";
    }
}

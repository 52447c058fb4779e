package dev.airlock.http.api;

import dev.airlock.domain.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * Someone to be invited.
 *
 * @param role {@code MEMBER} where it is left out
 */
record InvitationBody(@Nullable String email, @Nullable Role role) {
    String address() {
        return Input.present("email", email);
    }

    Role wantedRole() {
        return role == null ? Role.MEMBER : role;
    }
}

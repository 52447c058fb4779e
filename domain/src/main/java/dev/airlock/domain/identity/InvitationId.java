package dev.airlock.domain.identity;

import java.util.UUID;

/** Identifies an invitation. */
public record InvitationId(UUID value) {
    /** Reads the textual form of a UUID; anything else is an {@link IllegalArgumentException}. */
    public static InvitationId of(String text) {
        return new InvitationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

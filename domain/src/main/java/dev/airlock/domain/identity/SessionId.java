package dev.airlock.domain.identity;

import java.util.UUID;

/** Identifies a session of the Control Room. */
public record SessionId(UUID value) {
    /** Reads the textual form of a UUID; anything else is an {@link IllegalArgumentException}. */
    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

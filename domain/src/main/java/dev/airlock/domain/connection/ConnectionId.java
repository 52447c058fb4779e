package dev.airlock.domain.connection;

import java.util.UUID;

/** Identifies one user's connection to one server. */
public record ConnectionId(UUID value) {
    /** Reads the textual form of a UUID; anything else is an {@link IllegalArgumentException}. */
    public static ConnectionId of(String text) {
        return new ConnectionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

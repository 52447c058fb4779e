package dev.airlock.domain.identity;

import java.util.UUID;

/** Identifies a group. */
public record GroupId(UUID value) {
    /** Reads the textual form of a UUID; anything else is an {@link IllegalArgumentException}. */
    public static GroupId of(String text) {
        return new GroupId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

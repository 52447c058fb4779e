package dev.airlock.domain.call;

import java.util.UUID;

/** Identifies one tool call, in the audit log and in errors that people quote. */
public record CallId(UUID value) {
    /** Reads the textual form of a UUID; anything else is an {@link IllegalArgumentException}. */
    public static CallId of(String text) {
        return new CallId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.airlock.domain.oauth;

import java.util.UUID;

/** Identifies a grant, and with it the family of tokens that come from it. */
public record GrantId(UUID value) {
    /** Reads the textual form of a UUID; anything else is an {@link IllegalArgumentException}. */
    public static GrantId of(String text) {
        return new GrantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

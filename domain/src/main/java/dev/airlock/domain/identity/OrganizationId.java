package dev.airlock.domain.identity;

import java.util.UUID;

/** Identifies an organization, the tenant to which everything belongs. */
public record OrganizationId(UUID value) {
    /** Reads the textual form of a UUID; anything else is an {@link IllegalArgumentException}. */
    public static OrganizationId of(String text) {
        return new OrganizationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.airlock.domain.identity;

import java.time.Instant;

/** A token that a person made for an agent or a script; the secret itself is stored nowhere, only its hash. */
public record PersonalAccessToken(
        OrganizationId organization,
        TokenId id,
        UserId user,
        String name,
        TokenScope scope,
        Instant createdAt,
        Instant expiresAt) {
    /** Returns whether the token may still be used. */
    public boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}

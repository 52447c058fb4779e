package dev.airlock.application.identity;

import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sign-ins that wait for the second step. They are no sessions, and good for nothing else. */
public interface PendingSignIns {
    /** Stores one. */
    void open(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt);

    /** Counts a try and returns whose sign-in it is, or null where it is unknown, expired or has had this many tries. */
    @Nullable
    Membership attempt(SecretHash hash, int most, Instant now);

    /** Removes it; false where it is gone already. */
    boolean close(SecretHash hash);
}

package dev.airlock.application.identity;

import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Links by which people who forgot their password choose another. */
public interface PasswordResets {
    /** Stores a link. */
    void add(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt);

    /** Returns the place of the person whose password the link resets, or null where it is unknown, used or expired. */
    @Nullable
    Membership find(SecretHash hash, Instant now);

    /** Uses the link up, and every other of the person's with it; false where it is unknown, used or expired. */
    boolean use(SecretHash hash, Instant now);
}

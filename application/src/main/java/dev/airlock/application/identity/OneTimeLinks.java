package dev.airlock.application.identity;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Links that work once: for set-up, and for a first sign-in. */
public interface OneTimeLinks {
    /** Stores a link for set-up. */
    void addSetUp(SecretHash hash, Instant expiresAt);

    /** Stores a link that signs a person in. */
    void addSignIn(SecretHash hash, OrganizationId organization, UserId user, Instant expiresAt);

    /** Returns whether the set-up link is good now, without using it up. */
    boolean isGoodForSetUp(SecretHash hash, Instant now);

    /** Uses a set-up link up, and every other with it; false where it is unknown, used or expired. */
    boolean useForSetUp(SecretHash hash, Instant now);

    /** Uses a sign-in link up and returns whom it signs in, or null where it is unknown, used or expired. */
    @Nullable
    SignInGrant useForSignIn(SecretHash hash, Instant now);

    /** Whom a link signs in. */
    record SignInGrant(OrganizationId organization, UserId user) {}
}

package dev.airlock.application.identity;

import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sign-ins to the Control Room, by the hash of their cookie. */
public interface Sessions {
    /** Stores a session. */
    void open(SecretHash hash, OrganizationId organization, UserId user, Instant now, Instant expiresAt);

    /** Returns the session's person at their present place, or null where it is closed or expired; notes the use. */
    @Nullable
    Membership find(SecretHash hash, Instant now, Instant idleSince);

    /** Moves the person of a session to another of their organizations, under another secret, until the session would have ended; false where it is over or they have no place there. */
    boolean move(SecretHash from, SecretHash to, OrganizationId organization);

    /** Closes the session. */
    void close(SecretHash hash);

    /** Closes every session of a person, in every organization, but the one that is kept, if any. */
    void closeOthers(UserId user, @Nullable SecretHash kept);
}

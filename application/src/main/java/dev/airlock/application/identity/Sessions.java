package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.SessionId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sign-ins to the Control Room, by the hash of their cookie. */
public interface Sessions {
    /** Stores a session that was opened from this network address. */
    void open(
            SecretHash hash, OrganizationId organization, UserId user, String address, Instant now, Instant expiresAt);

    /** Returns the session's person at their present place, or null where it is closed or expired; notes the use. */
    @Nullable
    Membership find(SecretHash hash, Instant now, Instant idleSince);

    /** Moves the person of a session to another of their organizations, under another secret, until the session would have ended; false where it is over or they have no place there. */
    boolean move(SecretHash from, SecretHash to, OrganizationId organization);

    /** Closes the session. */
    void close(SecretHash hash);

    /** Closes every session of a person, in every organization, but the one that is kept, if any. */
    void closeOthers(UserId user, @Nullable SecretHash kept);

    /** Returns a person's sessions in an organization that are not over, the one used last first. */
    List<Listed> list(
            OrganizationId organization, UserId user, @Nullable SecretHash current, Instant now, Instant idleSince);

    /** Closes one of the caller's own sessions; false where there is none. */
    boolean close(Admission admission, SessionId session);

    /** Closes every session of a person in the organization but the one that is kept, if any. */
    void closeAll(Admission admission, UserId user, @Nullable SecretHash kept);

    /**
     * A session as its person sees it.
     *
     * @param current whether it is the one that they look from
     * @param address the network address that it was opened from
     */
    record Listed(SessionId id, boolean current, Instant createdAt, Instant lastUsedAt, String address) {}
}

package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.Invitation;
import dev.airlock.domain.identity.InvitationId;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invitations that nobody has accepted yet, by the hash of their secret. */
public interface Invitations {
    /** Stores an invitation in place of any earlier one to its address. */
    void put(Admission admission, Invitation invitation, SecretHash hash);

    /** Returns an organization's invitations, newest first, with those that have expired. */
    List<Invitation> list(OrganizationId organization);

    /** Removes the invitation; false where there is none. */
    boolean remove(Admission admission, InvitationId invitation);

    /** Returns the invitation with this secret, or null where it is unknown or has expired. */
    @Nullable
    Offer find(SecretHash hash, Instant now);

    /** Uses the invitation up; false where somebody was faster. Inside a transaction. */
    boolean use(Invitation invitation, SecretHash hash);

    /** An invitation and the organization that it is from. */
    record Offer(Invitation invitation, Organization organization) {}
}

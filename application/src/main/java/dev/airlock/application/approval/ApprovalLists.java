package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Approval requests as people look through them. */
public interface ApprovalLists {
    /** Returns the requests of an organization that a person has to do something about, oldest first: those that wait, and those whose outcome is unknown. */
    List<Held> open(OrganizationId organization, int limit);

    /**
     * Returns requests in any state, newest first.
     *
     * @param requester whose, or null for everybody's
     * @param before where the list goes on: after this one; null for its beginning
     */
    List<Held> list(OrganizationId organization, @Nullable UserId requester, @Nullable ApprovalId before, int limit);

    /** Returns who approved a request, in order. */
    List<Vote> votes(OrganizationId organization, ApprovalId id);

    /** One person's approval. */
    record Vote(UserId user, Instant at) {}
}

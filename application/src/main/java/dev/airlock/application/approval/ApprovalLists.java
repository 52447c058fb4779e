package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.server.ServerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Approval requests as people look through them. */
public interface ApprovalLists {
    /** Returns what a person has to do something about, oldest first and at most so many: requests that wait, and those whose outcome is unknown. */
    List<ToDo> toDo(OrganizationId organization, int limit);

    /**
     * A request that a person has to do something about, without what is to be sent.
     *
     * @param owner the server's present owner
     * @param lost whether its outcome is unknown; else it waits
     */
    record ToDo(ApprovalId id, ServerId server, UserId requester, UserId owner, ApprovalDemand demand, boolean lost) {}

    /** Returns these requests, oldest first; without those that are gone. */
    List<Held> load(OrganizationId organization, Collection<ApprovalId> ids);

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

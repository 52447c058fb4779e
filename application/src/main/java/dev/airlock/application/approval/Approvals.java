package dev.airlock.application.approval;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Approval requests. One that was altered by anything but this store is not returned while it could still be sent: the look-up fails. Times are the
 * store's own, which all nodes share.
 */
public interface Approvals {
    /** Returns what the store's clock says. */
    Instant now(OrganizationId organization);

    /** Lets nobody else add requests of this requester until the transaction ends. */
    void queue(OrganizationId organization, UserId requester);

    /** Adds a request, waiting or approved; false where the requester has one with this digest that has not ended, or whose outcome is unknown. */
    boolean add(Approval request);

    /** Returns the requester's request with this digest that has not ended, or whose outcome is unknown; or null. */
    @Nullable
    Approval open(OrganizationId organization, UserId requester, RequestDigest digest);

    /** Returns the requester's requests for a tool that have not ended, and those that were rejected since; newest first, at most 100. */
    List<Approval> recent(
            OrganizationId organization, UserId requester, ServerId server, ToolName tool, Instant rejectedSince);

    /** Returns who approved this call of the requester's for a time that is not over, or null. */
    @Nullable
    Standing standing(OrganizationId organization, UserId requester, RequestDigest digest);

    /** An approval that is good for repetitions of the call. */
    record Standing(ApprovalId id, Set<UserId> approvedBy, Instant until) {
        public Standing {
            approvedBy = Set.copyOf(approvedBy);
        }
    }

    /** Returns the request in its present state, or null. */
    @Nullable
    Held find(OrganizationId organization, ApprovalId id);

    /** Returns the request, which nobody else changes until the transaction ends; or null. */
    @Nullable
    Held hold(OrganizationId organization, ApprovalId id);

    /**
     * A request.
     *
     * @param owner the server's present owner
     * @param standingUntil until when its approval is good for repetitions of the call; null where it is not, or not any more
     * @param now by the store's clock
     */
    record Held(Approval approval, UserId owner, @Nullable Instant standingUntil, Instant now) {}

    /** Ends the time for which the request's approval is good for repetitions of the call. */
    void endStanding(Admission admission, ApprovalId id);

    /** Brings a request from one state into the next by a person's decision; false where it is not in that state any more. */
    boolean decide(Admission admission, Approval before, Approval after);

    /**
     * Brings a request from one state into the next on the way to the upstream; false where it is not in that state any more. One is dispatched only by a node
     * that is not taken for gone.
     */
    boolean advance(Approval before, Approval after);

    /** Keeps what the request would change, sealed, in the place of what was kept before; null for nothing. Inside a transaction. */
    void keepPresent(OrganizationId organization, ApprovalId id, @Nullable PresentState state);

    /** Returns what the request would change; null where nothing is kept. */
    @Nullable
    PresentState present(OrganizationId organization, ApprovalId id);

    /** Keeps what the upstream answered, sealed. */
    void keep(OrganizationId organization, ApprovalId id, Reply reply);

    /** Returns what the upstream answered; null where it did not, or where that is not kept any more. */
    @Nullable
    Reply reply(OrganizationId organization, ApprovalId id);
}

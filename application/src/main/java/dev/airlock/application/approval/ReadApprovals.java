package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.identity.Members;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.Approvers;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows people the requests that concern them: their own, those that they may decide, and to administrators all. */
public final class ReadApprovals {
    private static final int MOST_OPEN = 1_000;

    private final Approvals approvals;
    private final ApprovalLists lists;
    private final Members members;

    /** Makes the verb. */
    public ReadApprovals(Approvals approvals, ApprovalLists lists, Members members) {
        this.approvals = approvals;
        this.lists = lists;
        this.members = members;
    }

    /**
     * A request as the caller sees it.
     *
     * @param approvers who may decide it now
     * @param decidable whether the caller may, and it waits
     * @param settleable whether the caller may say how it ended, and nobody knows yet
     * @param own whether it is the caller's own
     * @param now by the clock that it expires by
     */
    public record Seen(
            Approval approval, Approvers approvers, boolean decidable, boolean settleable, boolean own, Instant now) {}

    /** Returns the request; null where there is none that concerns the caller. */
    public @Nullable Seen find(Caller caller, ApprovalId id) {
        Held held = approvals.find(caller.organizationId(), id);
        return held == null ? null : seen(caller, held, members.list(caller.organizationId()));
    }

    /** Returns what a request that the caller sees would change; null where that is not known. */
    public @Nullable PresentState present(Caller caller, Seen seen) {
        RequestedCall call = seen.approval().requested();
        return call.planned().present() == null ? null : approvals.present(caller.organizationId(), call.id());
    }

    /** Returns who approved a request that the caller sees. */
    public List<ApprovalLists.Vote> votes(Caller caller, Seen seen) {
        return lists.votes(caller.organizationId(), seen.approval().requested().id());
    }

    /** Returns what the caller has to decide or to settle, what waits longest first. */
    public List<Seen> waiting(Caller caller) {
        return seen(caller, lists.open(caller.organizationId(), MOST_OPEN)).stream()
                .filter(seen -> seen.decidable || seen.settleable)
                .toList();
    }

    /** Returns requests in any state, newest first: the caller's own, and to administrators everybody's. */
    public List<Seen> list(Caller caller, boolean all, @Nullable ApprovalId before, int limit) {
        boolean everybodys = all && caller.membership().role().includes(Role.ADMIN);
        return seen(caller, lists.list(caller.organizationId(), everybodys ? null : caller.user(), before, limit));
    }

    private List<Seen> seen(Caller caller, List<Held> found) {
        List<Member> present = found.isEmpty() ? List.of() : members.list(caller.organizationId());
        return found.stream()
                .map(held -> seen(caller, held, present))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Seen seen(Caller caller, Held held, List<Member> present) {
        RequestedCall call = held.approval().requested();
        Approvers approvers = Approvers.of(call.demand(), call.requester().user(), held.owner(), present);
        boolean decides = approvers.include(caller.user());
        boolean administers = caller.membership().role().includes(Role.ADMIN);
        boolean own = call.requester().user().equals(caller.user());
        return decides || administers || own
                ? new Seen(
                        held.approval(),
                        approvers,
                        decides && held.approval() instanceof Approval.Pending,
                        (decides || administers) && held.approval() instanceof Approval.OutcomeUnknown,
                        own,
                        held.now())
                : null;
    }
}

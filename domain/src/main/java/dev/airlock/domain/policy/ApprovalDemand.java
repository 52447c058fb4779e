package dev.airlock.domain.policy;

import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.UserId;
import java.util.Comparator;
import java.util.Set;

/**
 * Who must say yes.
 *
 * @param approvers the people who may decide, by themselves
 * @param groups those who may decide, by their groups; where neither people nor groups are named it is the server's owner
 * @param quorum how many different people must approve, at least 1
 * @param selfApproval whether the requester's own approval counts
 */
public record ApprovalDemand(Set<UserId> approvers, Set<GroupId> groups, int quorum, boolean selfApproval) {
    /** One approval, by the server's owner. */
    public static final ApprovalDemand BY_OWNER = new ApprovalDemand(Set.of(), Set.of(), 1, false);

    /** One approval by the server's owner, who may confirm what their own agent asks for. */
    public static final ApprovalDemand CONFIRMED_BY_OWNER = new ApprovalDemand(Set.of(), Set.of(), 1, true);

    private static final Comparator<ApprovalDemand> STRICTNESS =
            Comparator.comparingInt(ApprovalDemand::quorum).thenComparing(demand -> !demand.selfApproval());

    public ApprovalDemand {
        approvers = Set.copyOf(approvers);
        groups = Set.copyOf(groups);
        if (quorum < 1) {
            throw new IllegalArgumentException("a quorum is at least 1");
        }
        if (groups.isEmpty() && !approvers.isEmpty() && approvers.size() < quorum) {
            throw new IllegalArgumentException(
                    "a quorum of " + quorum + " needs as many approvers, but the rule names " + approvers.size());
        }
    }

    /** Returns whether it is the server's owner who decides. */
    public boolean namesNobody() {
        return approvers.isEmpty() && groups.isEmpty();
    }

    /** Compares by how many people must approve, then by whether the requester may be one of them; who they are has no order. */
    int compareStrictness(ApprovalDemand other) {
        return STRICTNESS.compare(this, other);
    }
}

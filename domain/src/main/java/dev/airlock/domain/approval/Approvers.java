package dev.airlock.domain.approval;

import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.ApprovalDemand;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may decide a request, as the organization is now: people who come in, and never the requester unless the rule lets them. Where the rule names nobody
 * it is the server's owner, and the administrators too where the owner alone does not suffice: being the requester, no member any more, or one of several
 * who must agree.
 *
 * @param quorum how many of them must approve
 */
public record Approvers(Set<UserId> people, int quorum) {
    public Approvers {
        people = Set.copyOf(people);
    }

    /** Finds them among the members of the organization. */
    public static Approvers of(ApprovalDemand demand, UserId requester, UserId owner, Collection<Member> members) {
        List<Member> present = members.stream()
                .filter(member -> member.standing() == Standing.ACTIVE)
                .filter(member -> !member.membership().person().isService())
                .filter(member -> demand.selfApproval() || !member.user().equals(requester))
                .toList();
        return new Approvers(
                demand.namesNobody() ? byDefault(demand, owner, present) : named(demand, present), demand.quorum());
    }

    private static Set<UserId> named(ApprovalDemand demand, List<Member> present) {
        return present.stream()
                .filter(member -> demand.approvers().contains(member.user())
                        || !Collections.disjoint(
                                demand.groups(), member.membership().groups()))
                .map(Member::user)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<UserId> byDefault(ApprovalDemand demand, UserId owner, List<Member> present) {
        Set<UserId> people =
                present.stream().map(Member::user).filter(owner::equals).collect(Collectors.toCollection(HashSet::new));
        if (people.size() < demand.quorum()) {
            present.stream()
                    .filter(member -> member.membership().role().includes(Role.ADMIN))
                    .map(Member::user)
                    .forEach(people::add);
        }
        return people;
    }

    /** Returns whether there are enough of them. */
    public boolean suffice() {
        return people.size() >= quorum;
    }

    /** Returns whether this person may decide. */
    public boolean include(UserId user) {
        return people.contains(user);
    }

    /** Returns whether the approval of these people suffices. */
    public boolean agree(Set<UserId> approvedBy) {
        return approvedBy.stream().filter(people::contains).count() >= quorum;
    }
}

package dev.airlock.application.identity;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import java.util.List;

/** Reads who belongs to an organization: administrators see everyone, members themselves. */
public final class ReadMembers {
    private final Members members;

    /** Makes the verb. */
    public ReadMembers(Members members) {
        this.members = members;
    }

    /** Returns the members that the caller may know of, by name. */
    public List<Member> list(Caller caller) {
        return listAll(caller).stream()
                .filter(member -> member.standing() != Standing.REMOVED)
                .toList();
    }

    /** Returns the members that the caller may know of, with those who have left, by name: for what people did. */
    public List<Member> listAll(Caller caller) {
        return caller.membership().role().includes(Role.ADMIN)
                ? members.list(caller.organizationId())
                : List.of(new Member(caller.membership(), Standing.ACTIVE));
    }
}

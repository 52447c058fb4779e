package dev.airlock.application.identity;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Role;
import java.util.List;

/** Reads who belongs to an organization: administrators see everyone, members themselves. */
public final class ReadMembers {
    private final People people;

    /** Makes the verb. */
    public ReadMembers(People people) {
        this.people = people;
    }

    /** Returns the members that the caller may know of, by name. */
    public List<Membership> list(Caller caller) {
        return caller.membership().role().includes(Role.ADMIN)
                ? people.members(caller.organizationId())
                : List.of(caller.membership());
    }
}

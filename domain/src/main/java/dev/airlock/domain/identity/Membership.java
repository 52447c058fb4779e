package dev.airlock.domain.identity;

import java.util.Set;

/** A person's place in an organization, with the groups that they belong to there. */
public record Membership(Organization organization, Person person, Role role, Set<GroupId> groups) {
    public Membership {
        groups = Set.copyOf(groups);
    }

    /** A place without groups. */
    public Membership(Organization organization, Person person, Role role) {
        this(organization, person, role, Set.of());
    }
}

package dev.airlock.application.identity;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import java.util.List;
import java.util.Set;

/** The groups of organizations. */
public interface Groups {
    /** Returns an organization's groups by name. */
    List<Listed> list(OrganizationId organization);

    /** Stores a new group; false, and nothing done, where the name is taken, in whatever case. */
    boolean add(Admission admission, Group group);

    /** Renames the group; false, and nothing done, where the name is another's. */
    boolean rename(Admission admission, Group group);

    /** Removes the group; false where there is none. */
    boolean remove(Admission admission, GroupId group);

    /** Puts someone who joined the organization into the group; false where they are in it. */
    boolean addMember(Admission admission, GroupId group, UserId user);

    /** Takes someone out of the group; false where they are not in it. */
    boolean removeMember(Admission admission, GroupId group, UserId user);

    /** Returns the servers whose policy or access names the group. */
    List<Slug> usedBy(OrganizationId organization, GroupId group);

    /** A group and who belongs to it. */
    record Listed(Group group, Set<UserId> members) {
        public Listed {
            members = Set.copyOf(members);
        }
    }
}

package dev.airlock.domain.server;

import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.UserId;
import java.util.Collections;
import java.util.Set;

/**
 * Who may use a server, beside its owner and the administrators: every member, or those who are named.
 *
 * @param groups whose members may, where not everyone may
 * @param users who may themselves, where not everyone may
 */
public record ServerAccess(boolean everyone, Set<GroupId> groups, Set<UserId> users) {
    /** Every member of the organization. */
    public static final ServerAccess EVERYONE = new ServerAccess(true, Set.of(), Set.of());

    public ServerAccess {
        groups = Set.copyOf(groups);
        users = Set.copyOf(users);
        if (everyone && !(groups.isEmpty() && users.isEmpty())) {
            throw new IllegalArgumentException("access is for everyone, or for groups and users, not both");
        }
    }

    /** Those who are named, and nobody else. */
    public static ServerAccess only(Set<GroupId> groups, Set<UserId> users) {
        return new ServerAccess(false, groups, users);
    }

    /** Returns whether the member is among those who may. */
    public boolean admits(Membership member) {
        return everyone || users.contains(member.person().id()) || !Collections.disjoint(groups, member.groups());
    }
}

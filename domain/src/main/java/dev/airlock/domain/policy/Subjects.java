package dev.airlock.domain.policy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.UserId;
import java.util.Collections;
import java.util.Set;

/**
 * For whom a rule speaks. A caller is covered when they are one of the people, of whom there may be any, and use one of the clients.
 *
 * @param users people by themselves
 * @param groups people by their groups; everyone where neither users nor groups are named
 * @param clients names of MCP clients and tokens; empty means every client
 */
public record Subjects(Set<UserId> users, Set<GroupId> groups, Set<String> clients) {
    /** Everyone through every client. */
    public static final Subjects EVERYONE = new Subjects(Set.of(), Set.of(), Set.of());

    /** People by themselves, through clients. */
    public Subjects(Set<UserId> users, Set<String> clients) {
        this(users, Set.of(), clients);
    }

    public Subjects {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
        clients = Set.copyOf(clients);
    }

    /** Returns whether the caller is covered. */
    public boolean covers(Caller caller) {
        return coversPerson(caller) && (clients.isEmpty() || clients.contains(caller.client()));
    }

    private boolean coversPerson(Caller caller) {
        return (users.isEmpty() && groups.isEmpty())
                || users.contains(caller.user())
                || !Collections.disjoint(groups, caller.membership().groups());
    }
}

package dev.airlock.domain.policy;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.UserId;
import java.util.Set;

/**
 * For whom a rule speaks. A caller is covered when every set that is not empty contains them.
 *
 * @param users people; empty means everyone
 * @param clients names of MCP clients and tokens; empty means every client
 */
public record Subjects(Set<UserId> users, Set<String> clients) {
    /** Everyone through every client. */
    public static final Subjects EVERYONE = new Subjects(Set.of(), Set.of());

    public Subjects {
        users = Set.copyOf(users);
        clients = Set.copyOf(clients);
    }

    /** Returns whether the caller is covered. */
    public boolean covers(Caller caller) {
        return (users.isEmpty() || users.contains(caller.user()))
                && (clients.isEmpty() || clients.contains(caller.client()));
    }
}

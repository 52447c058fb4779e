package dev.airlock.http.api;

import dev.airlock.application.identity.Groups;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.UserId;
import java.util.List;
import java.util.Set;

/**
 * A group.
 *
 * @param members the ids of those who belong to it
 */
record GroupView(String id, String name, List<String> members) {
    static GroupView of(Groups.Listed listed) {
        return of(listed.group(), listed.members());
    }

    static GroupView of(Group group, Set<UserId> members) {
        return new GroupView(
                group.id().toString(),
                group.name(),
                members.stream().map(UserId::toString).sorted().toList());
    }
}

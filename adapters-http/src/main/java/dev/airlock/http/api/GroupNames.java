package dev.airlock.http.api;

import dev.airlock.application.identity.Groups;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.policy.PolicySet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What groups are called: their name, or their id where the caller does not know them. */
final class GroupNames {
    private final Map<GroupId, String> names = new HashMap<>();
    private final Map<String, GroupId> ids = new HashMap<>();

    /** Knows these groups. */
    GroupNames(Collection<Groups.Listed> groups) {
        groups.forEach(listed -> put(listed.group().id(), listed.group().name()));
    }

    /** Knows those whom the policy names by id alone, too. */
    GroupNames and(PolicySet policy) {
        policy.rules()
                .forEach(rule -> Stream.concat(rule.subjects().groups().stream(), rule.approval().groups().stream())
                        .forEach(id -> {
                            if (!names.containsKey(id)) {
                                put(id, id.toString());
                            }
                        }));
        return this;
    }

    private void put(GroupId id, String name) {
        names.put(id, name);
        ids.put(name.toLowerCase(Locale.ROOT), id);
    }

    /** Names groups, in order. */
    List<String> names(Set<GroupId> groups) {
        return groups.stream()
                .map(group -> names.getOrDefault(group, group.toString()))
                .sorted()
                .toList();
    }

    /** Finds the groups with these names. */
    Set<GroupId> groups(String field, @Nullable List<@Nullable String> given) {
        return Input.list(field, given).stream().map(name -> find(field, name)).collect(Collectors.toUnmodifiableSet());
    }

    private GroupId find(String field, String name) {
        GroupId group = ids.get(name.strip().toLowerCase(Locale.ROOT));
        if (group == null) {
            throw Problem.invalid(field, "there is no group \"" + name + "\"");
        }
        return group;
    }
}

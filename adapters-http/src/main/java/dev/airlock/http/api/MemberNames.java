package dev.airlock.http.api;

import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.policy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people are called in policies: their e-mail address, or their id where the caller does not know them, or nobody does any more. */
final class MemberNames {
    private final Map<UserId, String> names = new HashMap<>();
    private final Map<String, UserId> ids = new HashMap<>();

    /** Knows these members. */
    MemberNames(List<Member> members) {
        members.forEach(member ->
                put(member.user(), member.membership().person().email().value()));
    }

    /** Knows those whom the policy names by id alone, too. */
    MemberNames and(PolicySet policy) {
        for (Rule rule : policy.rules()) {
            rule.subjects().users().forEach(this::keep);
            rule.approval().approvers().forEach(this::keep);
        }
        return this;
    }

    private void keep(UserId user) {
        if (!names.containsKey(user)) {
            put(user, user.toString());
        }
    }

    private void put(UserId user, String name) {
        names.put(user, name);
        ids.put(name, user);
    }

    /** Names people, in order. */
    List<@Nullable String> names(Set<UserId> users) {
        var sorted = new ArrayList<@Nullable String>();
        users.stream()
                .map(user -> names.getOrDefault(user, user.toString()))
                .sorted()
                .forEach(sorted::add);
        return sorted;
    }

    /** Finds the people with these names. */
    Set<UserId> users(String field, @Nullable List<@Nullable String> given) {
        return Input.list(field, given).stream().map(name -> find(field, name)).collect(Collectors.toUnmodifiableSet());
    }

    private UserId find(String field, String name) {
        UserId user = ids.get(name.strip().toLowerCase(Locale.ROOT));
        if (user == null) {
            throw Problem.invalid(field, "\"" + name + "\" is no member's e-mail address");
        }
        return user;
    }
}

package dev.airlock.http.console;

import dev.airlock.application.identity.Groups;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import java.util.Arrays;
import java.util.List;

/**
 * A member in the list.
 *
 * @param manageable whether the person who looks may change them
 */
record MemberRow(
        String id,
        String name,
        String email,
        String role,
        List<Choice> roles,
        boolean service,
        boolean disabled,
        boolean self,
        boolean manageable,
        List<String> groups) {

    static MemberRow of(Caller viewer, Member member, List<Groups.Listed> groups) {
        Person person = member.membership().person();
        Role role = member.membership().role();
        return new MemberRow(
                member.user().toString(),
                person.name(),
                person.email().value(),
                word(role),
                choices(viewer, role),
                person.isService(),
                member.standing() == Standing.DISABLED,
                member.user().equals(viewer.user()),
                viewer.membership().role().includes(role),
                groups.stream()
                        .filter(listed -> listed.members().contains(member.user()))
                        .map(listed -> listed.group().name())
                        .toList());
    }

    /** The roles that the viewer may give. */
    static List<Choice> choices(Caller viewer, Role chosen) {
        List<Choice> within = Arrays.stream(Role.values())
                .filter(viewer.membership().role()::includes)
                .map(role -> Choice.of(role.name(), word(role)))
                .toList();
        return Choice.choose(within.reversed(), chosen.name());
    }

    static String word(Role role) {
        return switch (role) {
            case OWNER -> "Owner";
            case ADMIN -> "Administrator";
            case MEMBER -> "Member";
        };
    }
}

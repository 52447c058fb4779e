package dev.airlock.http.api;

import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import java.util.List;

/**
 * A member as administrators see them.
 *
 * @param email of a service account the name under which policies know it
 * @param service whether this is the account of a machine
 * @param groups the names of theirs that the caller may know of
 */
record MemberView(
        String id, String email, String name, Role role, Standing standing, boolean service, List<String> groups) {
    static MemberView of(Member member, GroupNames groups) {
        var person = member.membership().person();
        return new MemberView(
                member.user().toString(),
                person.email().value(),
                person.name(),
                member.membership().role(),
                member.standing(),
                person.isService(),
                groups.names(member.membership().groups()));
    }
}

package dev.airlock.http.api;

import dev.airlock.domain.server.ServerAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a server, beside its owner and the administrators.
 *
 * @param groups names of groups, where not everyone may
 * @param users the e-mail addresses of members, where not everyone may
 */
record AccessBody(
        @Nullable Boolean everyone,
        @Nullable List<@Nullable String> groups,
        @Nullable List<@Nullable String> users) {
    static AccessBody of(ServerAccess access, GroupNames groups, MemberNames members) {
        return new AccessBody(
                access.everyone(), new ArrayList<>(groups.names(access.groups())), members.names(access.users()));
    }

    ServerAccess read(GroupNames knownGroups, MemberNames members) {
        var named =
                ServerAccess.only(knownGroups.groups("access.groups", groups), members.users("access.users", users));
        boolean all = Input.present("access.everyone", everyone);
        if (all && !(named.groups().isEmpty() && named.users().isEmpty())) {
            throw Problem.invalid("access.everyone", "is true, so that groups and users must be left out");
        }
        return all ? ServerAccess.EVERYONE : named;
    }
}

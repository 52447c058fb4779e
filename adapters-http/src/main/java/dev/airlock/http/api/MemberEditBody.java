package dev.airlock.http.api;

import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.ChangeMember;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/** What to change of a member: their role, or whether they come in. */
record MemberEditBody(@Nullable Role role, @Nullable Comings standing) {
    /** Whether a member comes in. */
    enum Comings {
        ACTIVE,
        DISABLED
    }

    Result<Member> apply(ChangeMember changeMember, Caller caller, UserId user) {
        if ((role == null) == (standing == null)) {
            throw Problem.invalid("role", "give either a role or a standing, one change at a time");
        }
        if (role != null) {
            return changeMember.setRole(caller, user, role);
        }
        return standing == Comings.ACTIVE ? changeMember.enable(caller, user) : changeMember.disable(caller, user);
    }
}

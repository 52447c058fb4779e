package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.SessionId;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows people where they are signed in, and ends that. */
public final class ManageSessions {
    private final Gate gate;
    private final Sessions sessions;
    private final Members members;
    private final InstantSource clock;

    /** Makes the verb. */
    public ManageSessions(Gate gate, Sessions sessions, Members members, InstantSource clock) {
        this.gate = gate;
        this.sessions = sessions;
        this.members = members;
        this.clock = clock;
    }

    /** Returns the caller's sessions in the organization, the one used last first; that of this secret, if any, is the present one. */
    public List<Sessions.Listed> list(Caller caller, @Nullable String secret) {
        Instant now = clock.instant();
        return sessions.list(caller.organizationId(), caller.user(), hash(secret), now, now.minus(SignIn.IDLE));
    }

    /** Ends one of the caller's own sessions. */
    public Result<SessionId> end(Caller caller, SessionId session) {
        var detail = Json.object().put("session", session.toString()).build();
        return gate.admit(
                caller,
                new Act("session.end", Role.MEMBER, null, detail),
                admission -> sessions.close(admission, session)
                        ? Result.done(session)
                        : Result.refused(new Refusal.NotFound("you have no such session")));
    }

    /** Ends all of the caller's sessions in the organization but that of this secret, if any. */
    public Result<UserId> endOthers(Caller caller, @Nullable String secret) {
        return gate.admit(caller, new Act("session.end", Role.MEMBER, null, Json.Obj.EMPTY), admission -> {
            sessions.closeAll(admission, caller.user(), hash(secret));
            return Result.done(caller.user());
        });
    }

    /** Ends all sessions of a member whose role is within the caller's. */
    public Result<UserId> endAll(Caller caller, UserId user) {
        var detail = Json.object().put("member", user.toString()).build();
        return gate.admit(caller, new Act("session.end", Role.ADMIN, null, detail), admission -> {
            Member member = members.find(admission.organization(), user);
            if (member == null || member.standing() == Standing.REMOVED) {
                return Result.refused(new Refusal.NotFound("there is no such member"));
            }
            Role own = caller.membership().role();
            if (!own.includes(member.membership().role())) {
                return Result.refused(new Refusal.NotPermitted("this needs the role OWNER, and yours is " + own));
            }
            sessions.closeAll(admission, user, null);
            admission.announce(new Change.OfPerson(user));
            return Result.done(user);
        });
    }

    private static @Nullable SecretHash hash(@Nullable String secret) {
        return secret == null ? null : SecretHash.of(secret);
    }
}

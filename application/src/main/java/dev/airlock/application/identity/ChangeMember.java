package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes what members may do, and ends their membership. Everyone acts within their own role, so that nobody raises themselves, and an organization
 * always keeps an owner. Whoever loses something loses every way in at once, on every node within seconds.
 */
public final class ChangeMember {
    private final Gate gate;
    private final Members members;

    /** Makes the verb. */
    public ChangeMember(Gate gate, Members members) {
        this.gate = gate;
        this.members = members;
    }

    /** Gives the member another role; a lower one ends their sessions, tokens and grants to clients. */
    public Result<Member> setRole(Caller caller, UserId user, Role role) {
        return change(caller, "member.role", user, role, present -> present.inRole(role));
    }

    /** Lets the member in no more, until they are enabled again. */
    public Result<Member> disable(Caller caller, UserId user) {
        return change(caller, "member.disable", user, null, present -> present.of(Standing.DISABLED));
    }

    /** Lets a disabled member in again; what was ended stays ended. */
    public Result<Member> enable(Caller caller, UserId user) {
        return change(caller, "member.enable", user, null, present -> present.of(Standing.ACTIVE));
    }

    /** Removes the member, with their connections and their places in groups. */
    public Result<Member> remove(Caller caller, UserId user) {
        return change(caller, "member.remove", user, null, present -> present.of(Standing.REMOVED));
    }

    private Result<Member> change(
            Caller caller, String action, UserId user, @Nullable Role role, UnaryOperator<Member> change) {
        var detail = Json.object()
                .put("member", user.toString())
                .put("role", role == null ? null : role.name())
                .build();
        return gate.admit(caller, new Act(action, Role.ADMIN, null, detail), admission -> {
            Set<UserId> owners = members.owners(admission);
            Member present = members.find(admission.organization(), user);
            if (present == null || present.standing() == Standing.REMOVED) {
                return Result.refused(new Refusal.NotFound("there is no such member"));
            }
            Member next = change.apply(present);
            Refusal refusal = refusal(caller, owners, present, next);
            return refusal == null ? store(admission, present, next) : Result.refused(refusal);
        });
    }

    private static @Nullable Refusal refusal(Caller caller, Set<UserId> owners, Member present, Member next) {
        Role own = caller.membership().role();
        if (!own.includes(present.membership().role())
                || !own.includes(next.membership().role())) {
            return new Refusal.NotPermitted("this needs the role OWNER, and yours is " + own);
        }
        if (next.membership().person().isService() && next.membership().role() != Role.MEMBER) {
            return Refusal.Invalid.field("role", "a service account is a MEMBER");
        }
        boolean last = present.isActiveOwner() && owners.equals(Set.of(present.user()));
        return last && !next.isActiveOwner()
                ? new Refusal.Conflict("this is the organization's last owner; make somebody else an owner first")
                : null;
    }

    private Result<Member> store(Admission admission, Member present, Member next) {
        if (!members.change(admission, present, next)) {
            return Result.refused(new Refusal.Conflict("somebody changed the member meanwhile; look at them again"));
        }
        if (loses(present, next)) {
            members.shutOut(admission, next.user());
        }
        if (next.standing() == Standing.REMOVED) {
            for (Slug server : members.strip(admission, next.user())) {
                admission.announce(new Change.OfServer(admission.organization(), server));
            }
        }
        admission.announce(new Change.OfPerson(next.user()));
        return Result.done(next);
    }

    private static boolean loses(Member present, Member next) {
        return next.standing() != Standing.ACTIVE
                || !next.membership().role().includes(present.membership().role());
    }
}

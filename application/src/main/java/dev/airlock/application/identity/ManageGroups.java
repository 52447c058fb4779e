package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.DisplayName;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes and changes groups, and says who belongs to them. */
public final class ManageGroups {
    private static final String TAKEN = "there is a group of that name already; choose another";

    private final Gate gate;
    private final Groups groups;
    private final Members members;

    /** Makes the verb. */
    public ManageGroups(Gate gate, Groups groups, Members members) {
        this.gate = gate;
        this.groups = groups;
        this.members = members;
    }

    /** Returns the groups by name: administrators see all of them, members their own. */
    public List<Groups.Listed> list(Caller caller) {
        boolean administers = caller.membership().role().includes(Role.ADMIN);
        return groups.list(caller.organizationId()).stream()
                .filter(listed -> administers || listed.members().contains(caller.user()))
                .toList();
    }

    /** Makes a group without members. */
    public Result<Group> add(Caller caller, String name) {
        return gate.admit(caller, act("group.add", null, name, null), admission -> {
            if (!DisplayName.isValid(name)) {
                return Result.refused(Refusal.Invalid.field("name", DisplayName.FORM));
            }
            var group = new Group(admission.organization(), new GroupId(admission.newId()), name.strip());
            return groups.add(admission, group) ? Result.done(group) : Result.refused(new Refusal.Conflict(TAKEN));
        });
    }

    /** Gives the group another name. */
    public Result<Group> rename(Caller caller, GroupId id, String name) {
        return onGroup(caller, act("group.rename", id, name, null), id, (admission, present) -> {
            if (!DisplayName.isValid(name)) {
                return Result.refused(Refusal.Invalid.field("name", DisplayName.FORM));
            }
            var group = new Group(admission.organization(), id, name.strip());
            return groups.rename(admission, group) ? Result.done(group) : Result.refused(new Refusal.Conflict(TAKEN));
        });
    }

    /** Removes a group that no server names: a rule against it would fall silent. */
    public Result<GroupId> remove(Caller caller, GroupId id) {
        return onGroup(caller, act("group.remove", id, null, null), id, (admission, present) -> {
            List<Slug> using = groups.usedBy(admission.organization(), id);
            if (!using.isEmpty()) {
                return Result.refused(new Refusal.Conflict("the policy or the access of "
                        + using.stream().map(Slug::value).collect(Collectors.joining(", "))
                        + " names this group; change that first"));
            }
            groups.remove(admission, id);
            present.members().forEach(user -> admission.announce(new Change.OfPerson(user)));
            return Result.done(id);
        });
    }

    /** Puts a member into the group. */
    public Result<GroupId> addMember(Caller caller, GroupId id, UserId user) {
        return onGroup(caller, act("group.member.add", id, null, user), id, (admission, present) -> {
            Member member = members.find(admission.organization(), user);
            if (member == null || member.standing() == Standing.REMOVED) {
                return Result.refused(new Refusal.NotFound("there is no such member"));
            }
            groups.addMember(admission, id, user);
            admission.announce(new Change.OfPerson(user));
            return Result.done(id);
        });
    }

    /** Takes a member out of the group. */
    public Result<GroupId> removeMember(Caller caller, GroupId id, UserId user) {
        return onGroup(caller, act("group.member.remove", id, null, user), id, (admission, present) -> {
            if (!groups.removeMember(admission, id, user)) {
                return Result.refused(new Refusal.NotFound("there is no such member in the group"));
            }
            admission.announce(new Change.OfPerson(user));
            return Result.done(id);
        });
    }

    private <T> Result<T> onGroup(
            Caller caller, Act act, GroupId id, BiFunction<Admission, Groups.Listed, Result<T>> change) {
        return gate.admit(
                caller,
                act,
                admission -> groups.list(admission.organization()).stream()
                        .filter(listed -> listed.group().id().equals(id))
                        .findFirst()
                        .map(present -> change.apply(admission, present))
                        .orElseGet(() -> Result.refused(new Refusal.NotFound("there is no such group"))));
    }

    private static Act act(String action, @Nullable GroupId group, @Nullable String name, @Nullable UserId member) {
        var detail = Json.object()
                .put("group", group == null ? null : group.toString())
                .put("name", name)
                .put("member", member == null ? null : member.toString())
                .build();
        return new Act(action, Role.ADMIN, null, detail);
    }
}

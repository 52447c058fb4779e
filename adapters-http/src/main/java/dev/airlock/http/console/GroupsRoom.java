package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.Groups;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes groups and says who belongs to them. */
@Path("/groups")
public final class GroupsRoom {
    private final ConsoleVerbs verbs;
    private final ManageGroups groups;

    GroupsRoom(Console console) {
        this.verbs = console.verbs();
        this.groups = console.verbs().groups();
    }

    /** What the page shows. */
    record Model(List<Row> groups, Field name, Problems.@Nullable Alert alert) {}

    /** A group, who belongs to it and who could. */
    record Row(String id, String name, List<Choice> members, List<Choice> others) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        return page(Visit.of(request), Status.OK, List.of());
    }

    @POST
    public Response add(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return switch (groups.add(visit.caller(), visit.form().text("name"))) {
            case Result.Done<Group> done -> visit.go("/groups", Flash.GROUP_SAVED);
            case Result.Refused<Group>(Refusal.NotPermitted refusal) -> visit.refused(refusal);
            case Result.Refused<Group>(Refusal refusal) ->
                page(visit, RefusalStatus.of(refusal), List.of(new Problem("name", refusal.message())));
        };
    }

    @POST
    @Path("{id}/rename")
    public Response rename(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(
                visit, groups.rename(visit.caller(), group(id), visit.form().text("name")));
    }

    @POST
    @Path("{id}/remove")
    public Response remove(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(visit, groups.remove(visit.caller(), group(id)));
    }

    @POST
    @Path("{id}/members")
    public Response addMember(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(
                visit,
                groups.addMember(visit.caller(), group(id), user(visit.form().text("member"))));
    }

    @POST
    @Path("{id}/members/{member}/remove")
    public Response removeMember(
            @Context HttpServletRequest request, @PathParam("id") String id, @PathParam("member") String member) {
        Visit visit = Visit.of(request);
        return answer(visit, groups.removeMember(visit.caller(), group(id), user(member)));
    }

    private Response page(Visit visit, Status status, List<Problem> problems) {
        if (!visit.administers()) {
            return visit.refused(new Refusal.NotPermitted("Only an administrator sees the groups."));
        }
        List<Member> members = verbs.members().list(visit.caller());
        Field name = Field.text("name", "Name").autocomplete("off").needed();
        var model = new Model(
                groups.list(visit.caller()).stream()
                        .map(listed -> row(listed, members))
                        .toList(),
                problems.isEmpty() ? name : name.filled(visit.form(), problems),
                Problems.alert(problems));
        return visit.page(status, "groups.mustache", "Groups", model);
    }

    private static Row row(Groups.Listed listed, List<Member> members) {
        Predicate<Member> belongs = member -> listed.members().contains(member.user());
        return new Row(
                listed.group().id().toString(),
                listed.group().name(),
                choices(members, belongs),
                choices(members, belongs.negate()));
    }

    private static List<Choice> choices(List<Member> members, Predicate<Member> wanted) {
        return members.stream()
                .filter(wanted)
                .map(member -> Choice.of(
                        member.user().toString(), member.membership().person().name()))
                .toList();
    }

    private static Response answer(Visit visit, Result<?> result) {
        return switch (result) {
            case Result.Done<?> done -> visit.go("/groups", Flash.GROUP_SAVED);
            case Result.Refused<?>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static GroupId group(String id) {
        return new GroupId(Names.uuid(id));
    }

    private static UserId user(String id) {
        return new UserId(Names.uuid(id));
    }
}

package dev.airlock.http.api;

import dev.airlock.application.identity.Groups;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Group;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.UserId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.Set;

/** The groups of the organization. */
@Path("/api/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
public final class GroupsResource {
    private final ManageGroups groups;

    GroupsResource(ManageGroups groups) {
        this.groups = groups;
    }

    /** Lists them in the order of their names: those of the caller where they are no administrator. */
    @GET
    public Response list(@Auth Identified by, @BeanParam Paging paging) {
        return Response.ok(paging.page(
                        groups.list(by.caller()),
                        listed -> listed.group().name(),
                        Comparator.naturalOrder(),
                        GroupView::of))
                .build();
    }

    /** Makes one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(@Auth Identified by, GroupBody body) {
        Group group = Problem.orThrow(groups.add(by.caller(), body.wantedName()));
        return Response.created(URI.create("/api/v1/groups/" + group.id()))
                .entity(GroupView.of(group, Set.of()))
                .build();
    }

    /** Renames one. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rename(@Auth Identified by, @PathParam("id") String id, GroupBody body) {
        Group group = Problem.orThrow(groups.rename(by.caller(), group(id), body.wantedName()));
        return Response.ok(GroupView.of(group, members(by.caller(), group.id())))
                .build();
    }

    private Set<UserId> members(Caller caller, GroupId group) {
        return groups.list(caller).stream()
                .filter(listed -> listed.group().id().equals(group))
                .findFirst()
                .map(Groups.Listed::members)
                .orElse(Set.of());
    }

    /** Removes one that no server names. */
    @DELETE
    @Path("/{id}")
    public Response remove(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(groups.remove(by.caller(), group(id)));
        return Response.noContent().build();
    }

    /** Puts a member into one. */
    @PUT
    @Path("/{id}/members/{member}")
    public Response addMember(@Auth Identified by, @PathParam("id") String id, @PathParam("member") String member) {
        Problem.orThrow(groups.addMember(by.caller(), group(id), member(member)));
        return Response.noContent().build();
    }

    /** Takes a member out of one. */
    @DELETE
    @Path("/{id}/members/{member}")
    public Response removeMember(@Auth Identified by, @PathParam("id") String id, @PathParam("member") String member) {
        Problem.orThrow(groups.removeMember(by.caller(), group(id), member(member)));
        return Response.noContent().build();
    }

    private static GroupId group(String id) {
        return new GroupId(Input.idOr(id, "there is no such group"));
    }

    private static UserId member(String id) {
        return new UserId(Input.idOr(id, "there is no such member"));
    }
}

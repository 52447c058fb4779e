package dev.airlock.http.api;

import dev.airlock.application.identity.ManageGroups;
import dev.airlock.application.identity.ReadMembers;
import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerAccess;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** One server. */
@Path("/api/v1/servers/{slug}")
@Produces(MediaType.APPLICATION_JSON)
public final class ServerResource {
    private final ReadServers readServers;
    private final ChangeServer changeServer;
    private final ReadMembers members;
    private final ManageGroups groups;
    private final McpUrls urls;

    ServerResource(
            ReadServers readServers,
            ChangeServer changeServer,
            ReadMembers members,
            ManageGroups groups,
            McpUrls urls) {
        this.readServers = readServers;
        this.changeServer = changeServer;
        this.members = members;
        this.groups = groups;
        this.urls = urls;
    }

    /** Shows it. */
    @GET
    public Response show(@Auth Identified by, @PathParam("slug") String slug) {
        Servers.Loaded loaded = find(by.caller(), Input.slug(slug));
        return answer(by.caller(), loaded.server(), loaded.tools().size());
    }

    /** Changes it, if it is still at the version that the caller saw. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @Auth Identified by, @PathParam("slug") String slug, @BeanParam IfMatch ifMatch, ServerEditBody body) {
        Slug name = Input.slug(slug);
        int tools = find(by.caller(), name).tools().size();
        Server changed = IfMatch.orStale(
                changeServer.change(by.caller(), name, ifMatch.version(), body.toEdit(access(by.caller(), body))));
        return answer(by.caller(), changed, tools);
    }

    private @Nullable ServerAccess access(Caller caller, ServerEditBody body) {
        return body.access() == null ? null : body.access().read(groupNames(caller), memberNames(caller));
    }

    private GroupNames groupNames(Caller caller) {
        return new GroupNames(groups.list(caller));
    }

    private MemberNames memberNames(Caller caller) {
        return new MemberNames(members.list(caller));
    }

    /** Removes it with everything that belongs to it. */
    @DELETE
    public Response remove(@Auth Identified by, @PathParam("slug") String slug) {
        Problem.orThrow(changeServer.remove(by.caller(), Input.slug(slug)));
        return Response.noContent().build();
    }

    private Servers.Loaded find(Caller caller, Slug slug) {
        Servers.Loaded loaded = readServers.find(caller, slug);
        if (loaded == null) {
            throw Input.noServer(slug.value());
        }
        return loaded;
    }

    private Response answer(Caller caller, Server server, int tools) {
        ServerView view = ServerView.of(caller, server, tools, urls);
        boolean administers = caller.membership().role().includes(Role.ADMIN);
        return Response.ok(
                        administers
                                ? view.with(AccessBody.of(server.access(), groupNames(caller), memberNames(caller)))
                                : view)
                .tag(IfMatch.tag(server.version()))
                .build();
    }
}

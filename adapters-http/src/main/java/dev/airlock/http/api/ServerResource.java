package dev.airlock.http.api;

import dev.airlock.application.server.ChangeServer;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.server.Server;
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

/** One server. */
@Path("/api/v1/servers/{slug}")
@Produces(MediaType.APPLICATION_JSON)
public final class ServerResource {
    private final ReadServers readServers;
    private final ChangeServer changeServer;
    private final McpUrls urls;

    ServerResource(ReadServers readServers, ChangeServer changeServer, McpUrls urls) {
        this.readServers = readServers;
        this.changeServer = changeServer;
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
        Server changed = IfMatch.orStale(changeServer.change(by.caller(), name, ifMatch.version(), body.toEdit()));
        return answer(by.caller(), changed, tools);
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
        return Response.ok(ServerView.of(caller, server, tools, urls))
                .tag(IfMatch.tag(server.version()))
                .build();
    }
}

package dev.airlock.http.api;

import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.ReadServers;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;

/** The servers that the caller reaches. */
@Path("/api/v1/servers")
@Produces(MediaType.APPLICATION_JSON)
public final class ServersResource {
    private final ReadServers readServers;
    private final AddServer addServer;
    private final McpUrls urls;

    ServersResource(ReadServers readServers, AddServer addServer, McpUrls urls) {
        this.readServers = readServers;
        this.addServer = addServer;
        this.urls = urls;
    }

    /** Lists them by slug. */
    @GET
    public Response list(@Auth Identified by, @BeanParam Paging paging) {
        return Response.ok(paging.page(
                        readServers.list(by.caller()),
                        listed -> listed.server().slug().value(),
                        Comparator.naturalOrder(),
                        listed -> ServerView.of(by.caller(), listed.server(), listed.tools(), urls)))
                .build();
    }

    /** Adds one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(@Auth Identified by, NewServerBody body) {
        AddServer.Added added = Problem.orThrow(addServer.add(by.caller(), body.toNewServer()));
        var view = ServerView.of(by.caller(), added.server(), added.tools(), urls, added.warnings());
        return Response.created(URI.create("/api/v1/servers/" + view.slug()))
                .tag(IfMatch.tag(view.version()))
                .entity(view)
                .build();
    }
}

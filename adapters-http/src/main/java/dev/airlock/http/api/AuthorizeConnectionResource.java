package dev.airlock.http.api;

import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.server.ReadServers;
import dev.airlock.domain.server.Server;
import dev.airlock.http.web.ServerPages;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Where the caller connects by signing in at the service. A token is no browser: the service's answer is taken only in the browser session that was
 * sent there, so this answers the page from which a signed-in person is sent.
 */
@Path("/api/v1/servers/{slug}/connection/authorize")
@Produces(MediaType.APPLICATION_JSON)
public final class AuthorizeConnectionResource {
    private final ReadServers readServers;
    private final ConnectByOAuth connectByOAuth;
    private final ServerPages pages;

    AuthorizeConnectionResource(ReadServers readServers, ConnectByOAuth connectByOAuth, ServerPages pages) {
        this.readServers = readServers;
        this.connectByOAuth = connectByOAuth;
        this.pages = pages;
    }

    /** What a script shows to its user. */
    record View(String url) {}

    /** Answers the page, if the person can be sent from there. */
    @POST
    public Response authorize(@Auth Identified by, @PathParam("slug") String slug) {
        Server server = Input.server(readServers, by.caller(), slug);
        Problem.orThrow(connectByOAuth.check(by.caller(), server));
        return Response.ok(new View(pages.connection(server))).build();
    }
}

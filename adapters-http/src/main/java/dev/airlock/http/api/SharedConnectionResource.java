package dev.airlock.http.api;

import dev.airlock.application.connection.Connect;
import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.ReadServers;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.server.Server;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The connection to a server that all use who have none of their own; administrators decide on it. */
@Path("/api/v1/servers/{slug}/connection/shared")
@Produces(MediaType.APPLICATION_JSON)
public final class SharedConnectionResource {
    private final ReadServers readServers;
    private final Connect connect;
    private final ConnectByOAuth connectByOAuth;

    SharedConnectionResource(ReadServers readServers, Connect connect, ConnectByOAuth connectByOAuth) {
        this.readServers = readServers;
        this.connect = connect;
        this.connectByOAuth = connectByOAuth;
    }

    /** Says whether there is one. */
    @GET
    public Response show(@Auth Identified by, @PathParam("slug") String slug) {
        Server server = Input.server(readServers, by.caller(), slug);
        Input.administrator(by.caller());
        return Response.ok(ConnectionView.of(server, connect.findShared(by.caller(), server)))
                .build();
    }

    /** Stores a credential in place of any earlier one. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response share(@Auth Identified by, @PathParam("slug") String slug, ConnectionBody body) {
        Server server = Input.server(readServers, by.caller(), slug);
        Connection connection = Problem.orThrow(share(by.caller(), server, body));
        return Response.ok(ConnectionView.of(server, connection)).build();
    }

    private Result<Connection> share(Caller caller, Server server, ConnectionBody body) {
        return body.isOAuth()
                ? connectByOAuth.shareByClient(caller, server.slug(), body.choices())
                : connect.connect(caller, server.slug(), true, body.toCredential(server), body.choices());
    }

    /** Forgets the credential. */
    @DELETE
    public Response disconnect(@Auth Identified by, @PathParam("slug") String slug) {
        Server server = Input.server(readServers, by.caller(), slug);
        Problem.orThrow(connect.disconnect(by.caller(), server.slug(), true));
        return Response.noContent().build();
    }
}

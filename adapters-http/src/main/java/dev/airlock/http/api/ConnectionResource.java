package dev.airlock.http.api;

import dev.airlock.application.connection.Connect;
import dev.airlock.application.server.ReadServers;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.server.Server;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The caller's own connection to a server; nobody sees or changes another's. */
@Path("/api/v1/servers/{slug}/connection")
@Produces(MediaType.APPLICATION_JSON)
public final class ConnectionResource {
    private final ReadServers readServers;
    private final Connect connect;

    ConnectionResource(ReadServers readServers, Connect connect) {
        this.readServers = readServers;
        this.connect = connect;
    }

    /** Says whether there is one. */
    @GET
    public Response show(@Auth Identified by, @PathParam("slug") String slug) {
        Server server = Input.server(readServers, by.caller(), slug);
        return Response.ok(ConnectionView.of(server, connect.find(by.caller(), server)))
                .build();
    }

    /** Stores a credential in place of any earlier one. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response connect(@Auth Identified by, @PathParam("slug") String slug, ConnectionBody body) {
        Server server = Input.server(readServers, by.caller(), slug);
        Connection connection = Problem.orThrow(
                connect.connect(by.caller(), server.slug(), false, body.toCredential(server), body.choices()));
        return Response.ok(ConnectionView.of(server, connection)).build();
    }

    /** Chooses anew for the server's variables; the credential stays. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Response choose(@Auth Identified by, @PathParam("slug") String slug, VariablesBody body) {
        Server server = Input.server(readServers, by.caller(), slug);
        Connection connection = Problem.orThrow(connect.choose(by.caller(), server.slug(), false, body.choices()));
        return Response.ok(ConnectionView.of(server, connection)).build();
    }

    /** Forgets the credential. */
    @DELETE
    public Response disconnect(@Auth Identified by, @PathParam("slug") String slug) {
        Problem.orThrow(connect.disconnect(
                by.caller(), Input.server(readServers, by.caller(), slug).slug(), false));
        return Response.noContent().build();
    }
}

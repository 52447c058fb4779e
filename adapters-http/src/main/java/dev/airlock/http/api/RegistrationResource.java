package dev.airlock.http.api;

import dev.airlock.application.connection.RegisterService;
import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.server.ReadServers;
import dev.airlock.domain.server.Server;
import dev.airlock.http.web.ServerPages;
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
import org.jspecify.annotations.Nullable;

/** What an administrator registered Airlock as at the service behind a server. */
@Path("/api/v1/servers/{slug}/registration")
@Produces(MediaType.APPLICATION_JSON)
public final class RegistrationResource {
    private final ReadServers readServers;
    private final RegisterService registerService;
    private final ServerPages pages;

    RegistrationResource(ReadServers readServers, RegisterService registerService, ServerPages pages) {
        this.readServers = readServers;
        this.registerService = registerService;
        this.pages = pages;
    }

    /** Shows it, but for its secret, and the redirect address to be registered. */
    @GET
    public Response show(@Auth Identified by, @PathParam("slug") String slug) {
        Server server = Input.server(readServers, by.caller(), slug);
        Input.administrator(by.caller());
        return answer(server, registerService.find(by.caller(), server));
    }

    /** Keeps a registration in place of any earlier one. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@Auth Identified by, @PathParam("slug") String slug, RegistrationBody body) {
        Server server = Input.server(readServers, by.caller(), slug);
        String clientId = Input.present("clientId", body.clientId());
        return answer(
                server, Problem.orThrow(registerService.register(by.caller(), server.slug(), clientId, body.secret())));
    }

    /** Forgets it. */
    @DELETE
    public Response forget(@Auth Identified by, @PathParam("slug") String slug) {
        Server server = Input.server(readServers, by.caller(), slug);
        Problem.orThrow(registerService.forget(by.caller(), server.slug()));
        return Response.noContent().build();
    }

    private Response answer(Server server, @Nullable ServiceClient client) {
        return Response.ok(RegistrationView.of(
                        server, client, client == null ? null : RegisterService.problem(server, client), pages))
                .build();
    }
}

package dev.airlock.http.api;

import dev.airlock.application.server.ReadServers;
import dev.airlock.domain.identity.Caller;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {
    private final ReadServers readServers;

    MeResource(ReadServers readServers) {
        this.readServers = readServers;
    }

    /** Says who they are. */
    @GET
    public Response show(@Auth Identified by) {
        Caller caller = by.caller();
        return Response.ok(new MeView(
                        new MeView.OrganizationView(
                                caller.organization().slug().value(),
                                caller.organization().name()),
                        new MeView.PersonView(
                                caller.user().toString(),
                                caller.person().email().value(),
                                caller.person().name()),
                        caller.membership().role(),
                        caller.client(),
                        caller.scope().access(),
                        reached(caller)))
                .build();
    }

    private @Nullable List<String> reached(Caller caller) {
        return caller.scope().servers().isEmpty()
                ? null
                : readServers.list(caller).stream()
                        .map(listed -> listed.server().slug().value())
                        .sorted()
                        .toList();
    }
}

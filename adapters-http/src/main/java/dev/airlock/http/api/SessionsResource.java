package dev.airlock.http.api;

import dev.airlock.application.identity.ManageSessions;
import dev.airlock.domain.identity.SessionId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;

/** The caller's own sessions of the Control Room. */
@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {
    private final ManageSessions sessions;

    SessionsResource(ManageSessions sessions) {
        this.sessions = sessions;
    }

    /** Lists them. */
    @GET
    public Response list(@Auth Identified by, @BeanParam Paging paging) {
        return Response.ok(paging.page(
                        sessions.list(by.caller(), null),
                        listed -> listed.id().toString(),
                        Comparator.naturalOrder(),
                        SessionView::of))
                .build();
    }

    /** Ends all of them. */
    @DELETE
    public Response endAll(@Auth Identified by) {
        Problem.orThrow(sessions.endOthers(by.caller(), null));
        return Response.noContent().build();
    }

    /** Ends one. */
    @DELETE
    @Path("/{id}")
    public Response end(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(sessions.end(by.caller(), new SessionId(Input.idOr(id, "you have no such session"))));
        return Response.noContent().build();
    }
}

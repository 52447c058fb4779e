package dev.airlock.http.api;

import dev.airlock.application.identity.Invite;
import dev.airlock.domain.identity.InvitationId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;

/** The invitations that nobody has accepted yet. */
@Path("/api/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
public final class InvitationsResource {
    private final Invite invite;

    InvitationsResource(Invite invite) {
        this.invite = invite;
    }

    /** Lists them in the order of their e-mail addresses; none to those who may not invite. */
    @GET
    public Response list(@Auth Identified by, @BeanParam Paging paging) {
        return Response.ok(paging.page(
                        invite.list(by.caller()),
                        invitation -> invitation.email().value(),
                        Comparator.naturalOrder(),
                        InvitationView::of))
                .build();
    }

    /** Invites someone, in place of any earlier invitation to their address. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response invite(@Auth Identified by, InvitationBody body) {
        Invite.Sent sent = Problem.orThrow(invite.invite(by.caller(), body.address(), body.wantedRole()));
        return Response.created(
                        URI.create("/api/v1/invitations/" + sent.invitation().id()))
                .entity(InvitationView.of(sent))
                .build();
    }

    /** Sends one anew; the earlier link is over. */
    @POST
    @Path("/{id}/resend")
    public Response resend(@Auth Identified by, @PathParam("id") String id) {
        return Response.ok(InvitationView.of(Problem.orThrow(invite.resend(by.caller(), invitation(id)))))
                .build();
    }

    /** Takes one back. */
    @DELETE
    @Path("/{id}")
    public Response revoke(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(invite.revoke(by.caller(), invitation(id)));
        return Response.noContent().build();
    }

    private static InvitationId invitation(String id) {
        return new InvitationId(Input.idOr(id, "there is no such invitation"));
    }
}

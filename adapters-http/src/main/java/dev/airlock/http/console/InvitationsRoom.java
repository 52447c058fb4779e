package dev.airlock.http.console;

import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.Invite;
import dev.airlock.domain.identity.InvitationId;
import dev.airlock.domain.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Invites people, and takes invitations back. */
@Path("/members/invitations")
public final class InvitationsRoom {
    private final Invite invite;
    private final MembersPage page;

    InvitationsRoom(Console console) {
        this.invite = console.verbs().invite();
        this.page = new MembersPage(console);
    }

    @POST
    public Response invite(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Role role = Choice.named(Role.values(), visit.form().text("role"));
        return answer(
                visit, invite.invite(visit.caller(), visit.form().text("email"), role == null ? Role.MEMBER : role));
    }

    @POST
    @Path("{id}/resend")
    public Response resend(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return answer(visit, invite.resend(visit.caller(), invitation(id)));
    }

    private Response answer(Visit visit, Result<Invite.Sent> result) {
        return switch (result) {
            case Result.Done<Invite.Sent>(Invite.Sent sent) -> page.sent(visit, sent);
            case Result.Refused<Invite.Sent>(Refusal.Invalid refusal) -> page.refused(visit, refusal);
            case Result.Refused<Invite.Sent>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return switch (invite.revoke(visit.caller(), invitation(id))) {
            case Result.Done<InvitationId> done -> visit.go("/members", Flash.INVITATION_REVOKED);
            case Result.Refused<InvitationId>(Refusal refusal) -> visit.refused(refusal);
        };
    }

    private static InvitationId invitation(String id) {
        return new InvitationId(Names.uuid(id));
    }
}

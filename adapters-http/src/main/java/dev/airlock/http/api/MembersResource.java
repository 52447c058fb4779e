package dev.airlock.http.api;

import dev.airlock.application.identity.ChangeMember;
import dev.airlock.application.identity.ManageGroups;
import dev.airlock.application.identity.ManageSecondFactor;
import dev.airlock.application.identity.ManageSessions;
import dev.airlock.application.identity.ReadMembers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.UserId;
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
import java.util.Comparator;

/** The members of the organization. */
@Path("/api/v1/members")
@Produces(MediaType.APPLICATION_JSON)
public final class MembersResource {
    private static final String NONE = "there is no such member";

    private final ReadMembers readMembers;
    private final ChangeMember changeMember;
    private final ManageSessions sessions;
    private final ManageGroups groups;
    private final ManageSecondFactor secondFactor;

    MembersResource(
            ReadMembers readMembers,
            ChangeMember changeMember,
            ManageSessions sessions,
            ManageGroups groups,
            ManageSecondFactor secondFactor) {
        this.secondFactor = secondFactor;
        this.readMembers = readMembers;
        this.changeMember = changeMember;
        this.sessions = sessions;
        this.groups = groups;
    }

    /** Lists them, in the order of their e-mail addresses. */
    @GET
    public Response list(@Auth Identified by, @BeanParam Paging paging) {
        GroupNames names = names(by.caller());
        return Response.ok(paging.page(
                        readMembers.list(by.caller()),
                        member -> member.membership().person().email().value(),
                        Comparator.naturalOrder(),
                        member -> MemberView.of(member, names)))
                .build();
    }

    /** Changes one's role, or whether they come in. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@Auth Identified by, @PathParam("id") String id, MemberEditBody body) {
        Member changed = Problem.orThrow(body.apply(changeMember, by.caller(), user(id)));
        return Response.ok(MemberView.of(changed, names(by.caller()))).build();
    }

    /** Removes one. */
    @DELETE
    @Path("/{id}")
    public Response remove(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(changeMember.remove(by.caller(), user(id)));
        return Response.noContent().build();
    }

    /** Ends all sessions of one. */
    @DELETE
    @Path("/{id}/sessions")
    public Response endSessions(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(sessions.endAll(by.caller(), user(id)));
        return Response.noContent().build();
    }

    /** Takes the authenticator app of one away who lost it. */
    @DELETE
    @Path("/{id}/second-factor")
    public Response resetSecondFactor(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(secondFactor.reset(by.caller(), user(id)));
        return Response.noContent().build();
    }

    private static UserId user(String id) {
        return new UserId(Input.idOr(id, NONE));
    }

    private GroupNames names(Caller caller) {
        return new GroupNames(groups.list(caller));
    }
}

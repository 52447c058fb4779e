package dev.airlock.http.api;

import dev.airlock.application.approval.ApprovalLists;
import dev.airlock.application.approval.DecideApproval;
import dev.airlock.application.approval.ReadApprovals;
import dev.airlock.application.approval.ReadApprovals.Seen;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.UserId;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Approval requests that concern the caller. A token, which an agent may have, can reject and take back, and never approve. */
@Path("/api/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
public final class ApprovalsResource {
    private static final String NOTHING = "there is no such approval request for you";

    private final ReadApprovals approvals;
    private final DecideApproval decide;

    ApprovalsResource(ReadApprovals approvals, DecideApproval decide) {
        this.approvals = approvals;
        this.decide = decide;
    }

    /** Lists what waits for the caller, longest first; or their own requests, to administrators everybody's, newest first. */
    @GET
    public Response list(@Auth Identified by, @QueryParam("state") @Nullable String state, @BeanParam Paging paging) {
        boolean all = Boolean.TRUE.equals(Input.optional("state", state, ApprovalsResource::isAll));
        ApprovalId from = paging.after(ApprovalId::of);
        int more = paging.limit() + 1;
        List<Seen> found =
                all ? approvals.list(by.caller(), true, from, more) : approvals.waiting(by.caller(), from, more);
        Map<UserId, Person> people = approvals.people(by.caller(), found, List.of());
        return Response.ok(paging.pageOf(
                        found,
                        seen -> seen.approval().requested().id().toString(),
                        seen -> ApprovalView.brief(seen, people, List.of())))
                .build();
    }

    /** Shows one with what is to be sent. */
    @GET
    @Path("/{id}")
    public Response show(@Auth Identified by, @PathParam("id") String id) {
        return Response.ok(view(by.caller(), approval(id))).build();
    }

    /** Approves it: refused in words, for a person does that who is signed in. */
    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response approve(@Auth Identified by, @PathParam("id") String id, DecisionBody body) {
        Problem.orThrow(decide.approve(by.caller(), approval(id), body.shown(), body.standing()));
        return show(by, id);
    }

    /** Rejects it. */
    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reject(@Auth Identified by, @PathParam("id") String id, DecisionBody body) {
        Problem.orThrow(decide.reject(by.caller(), approval(id), body.shown(), body.wantedReason()));
        return show(by, id);
    }

    /** Takes it back. */
    @POST
    @Path("/{id}/cancel")
    public Response cancel(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(decide.cancel(by.caller(), approval(id)));
        return show(by, id);
    }

    /** Ends the time for which its approval is good for repetitions of the call. */
    @POST
    @Path("/{id}/revoke")
    public Response revoke(@Auth Identified by, @PathParam("id") String id) {
        Problem.orThrow(decide.revoke(by.caller(), approval(id)));
        return show(by, id);
    }

    private ApprovalView view(Caller caller, ApprovalId id) {
        Seen seen = approvals.find(caller, id);
        if (seen == null) {
            throw Problem.notFound(NOTHING);
        }
        List<ApprovalLists.Vote> votes = approvals.votes(caller, seen);
        return ApprovalView.brief(
                        seen,
                        approvals.people(caller, List.of(seen), votes),
                        votes.stream().map(ApprovalLists.Vote::user).toList())
                .with(seen.approval().requested());
    }

    private static ApprovalId approval(String text) {
        return new ApprovalId(Input.idOr(text, NOTHING));
    }

    private static boolean isAll(String text) {
        return switch (text) {
            case "all" -> true;
            case "open" -> false;
            default -> throw new IllegalArgumentException("is open or all");
        };
    }
}

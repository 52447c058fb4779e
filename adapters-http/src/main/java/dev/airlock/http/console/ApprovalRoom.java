package dev.airlock.http.console;

import dev.airlock.application.approval.ReviewApproval.Review;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows one approval request, and takes the decision about it. */
@Path("/approvals/{id}")
public final class ApprovalRoom {
    private final ConsoleVerbs verbs;

    ApprovalRoom(Console console) {
        this.verbs = console.verbs();
    }

    @GET
    public Response show(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @QueryParam("unfold") @Nullable String unfold) {
        Visit visit = Visit.of(request);
        return page(visit, Status.OK, approval(id), "all".equals(unfold), List.of());
    }

    @POST
    @Path("approve")
    public Response approve(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        RequestDigest shown = shown(visit);
        Duration standing = standing(visit.form().text("standing"));
        if (shown == null || standing == null) {
            return again(visit, approval(id), incomplete());
        }
        return decided(
                visit,
                approval(id),
                verbs.decideApproval().approve(visit.caller(), approval(id), shown, standing),
                next -> next instanceof Approval.Pending ? Flash.APPROVAL_COUNTED : Flash.APPROVED);
    }

    @POST
    @Path("reject")
    public Response reject(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        RequestDigest shown = shown(visit);
        return shown == null
                ? again(visit, approval(id), incomplete())
                : decided(
                        visit,
                        approval(id),
                        verbs.decideApproval()
                                .reject(
                                        visit.caller(),
                                        approval(id),
                                        shown,
                                        visit.form().text("reason")),
                        next -> Flash.REJECTED);
    }

    @POST
    @Path("cancel")
    public Response cancel(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return decided(
                visit,
                approval(id),
                verbs.decideApproval().cancel(visit.caller(), approval(id)),
                next -> Flash.REQUEST_CANCELLED);
    }

    @POST
    @Path("revoke")
    public Response revoke(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        return decided(
                visit,
                approval(id),
                verbs.decideApproval().revoke(visit.caller(), approval(id)),
                next -> Flash.APPROVAL_REVOKED);
    }

    @POST
    @Path("settle")
    public Response settle(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        String done = visit.form().text("done");
        if (!done.equals("yes") && !done.equals("no")) {
            return again(visit, approval(id), Refusal.Invalid.field("note", "say whether it was done, or was not"));
        }
        return decided(
                visit,
                approval(id),
                verbs.decideApproval()
                        .settle(
                                visit.caller(),
                                approval(id),
                                done.equals("yes"),
                                visit.form().text("note")),
                next -> Flash.OUTCOME_SETTLED);
    }

    private Response decided(Visit visit, ApprovalId id, Result<Approval> decision, Function<Approval, Flash> message) {
        return switch (decision) {
            case Result.Done<Approval>(Approval next) -> visit.go("/approvals/" + id, message.apply(next));
            case Result.Refused<Approval>(Refusal refusal) -> again(visit, id, refusal);
        };
    }

    /** Shows the request as it is now, and what was wrong; to whom it does not concern, nothing. */
    private Response again(Visit visit, ApprovalId id, Refusal refusal) {
        return page(visit, RefusalStatus.of(refusal), id, true, Problems.of(refusal));
    }

    private Response page(Visit visit, Status status, ApprovalId id, boolean everything, List<Problem> problems) {
        Caller caller = visit.caller();
        Review review = Visit.found(verbs.reviewApproval().find(caller, id));
        var model = new ApprovalPage(review, caller, everything, visit.form(), problems).model();
        return visit.page(
                status,
                "approval.mustache",
                model.state().words() + ": "
                        + review.seen().approval().requested().tool(),
                model);
    }

    static ApprovalId approval(String text) {
        return new ApprovalId(Names.uuid(text));
    }

    /** What the person was shown; null where the form does not say. */
    static @Nullable RequestDigest shown(Visit visit) {
        try {
            return RequestDigest.of(visit.form().text("digest"));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Refusal incomplete() {
        return new Refusal.Invalid("the form was incomplete; look at the request and decide again", List.of());
    }

    private static @Nullable Duration standing(String seconds) {
        return switch (seconds) {
            case "", "0" -> Duration.ZERO;
            case "900", "3600", "28800" -> Duration.ofSeconds(Long.parseLong(seconds));
            default -> null;
        };
    }
}

package dev.airlock.http.console;

import dev.airlock.application.approval.ReadApprovals.Seen;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Refusal.Problem;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts other arguments in the place of an agent's, as somebody who may approve the request would rather have them. */
@Path("/approvals/{id}/edit")
public final class EditApprovalRoom {
    private final ConsoleVerbs verbs;

    EditApprovalRoom(Console console) {
        this.verbs = console.verbs();
    }

    /** What the page shows. */
    record Model(
            String id,
            String digest,
            String tool,
            String json,
            Problems.@Nullable Alert alert,
            @Nullable String problem) {}

    @GET
    public Response show(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        Seen seen = seen(visit, id);
        RequestedCall call = seen.approval().requested();
        if (!(seen.approval() instanceof Approval.Pending)) {
            return visit.go("/approvals/" + call.id());
        }
        return seen.decidable()
                ? page(
                        visit,
                        Status.OK,
                        call,
                        call.shown().toString(),
                        escaped(PrettyJson.of(call.planned().arguments().parse())),
                        List.of())
                : visit.refused(new Refusal.NotFound("There is nothing here for you to change."));
    }

    @POST
    public Response edit(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        RequestedCall call = seen(visit, id).approval().requested();
        RequestDigest shown = ApprovalRoom.shown(visit);
        String text = visit.form().exact("arguments");
        Result<Approval> edited =
                shown == null ? Result.refused(ApprovalRoom.incomplete()) : edit(visit, call.id(), shown, text);
        return switch (edited) {
            case Result.Done<Approval> done -> visit.go("/approvals/" + call.id(), Flash.ARGUMENTS_EDITED);
            case Result.Refused<Approval>(Refusal.NotFound refusal) -> visit.refused(refusal);
            case Result.Refused<Approval>(Refusal refusal) ->
                page(
                        visit,
                        RefusalStatus.of(refusal),
                        call,
                        visit.form().text("digest"),
                        text,
                        Problems.of(refusal).stream()
                                .map(problem -> new Problem(
                                        "arguments",
                                        problem.field().equals("form")
                                                ? problem.problem()
                                                : problem.field() + ": " + problem.problem()))
                                .toList());
        };
    }

    private Result<Approval> edit(Visit visit, ApprovalId id, RequestDigest shown, String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj arguments
                    ? verbs.decideApproval().edit(visit.caller(), id, shown, arguments)
                    : Result.refused(new Refusal.Invalid("the arguments are one JSON object, {…}", List.of()));
        } catch (JsonSyntaxException e) {
            return Result.refused(new Refusal.Invalid("this is no JSON: " + e.getMessage(), List.of()));
        }
    }

    private Seen seen(Visit visit, String id) {
        return Visit.found(verbs.approvals().find(visit.caller(), ApprovalRoom.approval(id)));
    }

    private static Response page(
            Visit visit, Status status, RequestedCall call, String digest, String json, List<Problem> problems) {
        return visit.page(
                status,
                "approval-edit.mustache",
                "Change the arguments of " + call.tool(),
                new Model(
                        call.id().toString(),
                        digest,
                        call.tool().value(),
                        json,
                        Problems.alert(problems),
                        problems.isEmpty()
                                ? null
                                : problems.stream().map(Problem::problem).collect(Collectors.joining("; "))));
    }

    /** The same JSON with everything that cannot be seen written as an escape. */
    private static String escaped(String json) {
        var text = new StringBuilder();
        json.codePoints().forEach(c -> {
            if (VisibleText.isUnseen(c)) {
                for (char unit : Character.toChars(c)) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}

package dev.airlock.http.mcp;

import dev.airlock.application.approval.FollowApproval;
import dev.airlock.application.approval.FollowApproval.Followed;
import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import dev.airlock.domain.tool.ToolName;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Airlock's own tool, by which an agent learns what became of a call that waits for a person: from any session, as long as it is the same user through the
 * same client. It reaches no upstream.
 */
final class CheckApproval {
    private static final String REQUEST_ID = "requestId";

    /** As lists show it. */
    static final Tool TOOL = Tool.define(
            ToolName.CHECK_APPROVAL,
            "Check an approval request",
            "Returns the outcome of a call that had to wait for a person's approval: its result if it was approved, the person's"
                    + " reason if it was rejected. Waits a while for the decision; call it again while it answers that the request"
                    + " is pending.",
            Json.object()
                    .put("type", "object")
                    .put(
                            "properties",
                            Json.object()
                                    .put(
                                            REQUEST_ID,
                                            Json.object()
                                                    .put("type", "string")
                                                    .put("format", "uuid")
                                                    .put(
                                                            "description",
                                                            "The requestId that the pending call answered with.")
                                                    .build())
                                    .build())
                    .put("required", Json.strings(List.of(REQUEST_ID)))
                    .put("additionalProperties", false)
                    .build(),
            null,
            new ToolAnnotations(true, false, true, false),
            Json.Obj.EMPTY);

    private final FollowApproval follow;

    CheckApproval(FollowApproval follow) {
        this.follow = follow;
    }

    /** Answers as the call that is asked about would have been, had it ended now. */
    Answer.Outcome answer(Exchange exchange, Message.Request request, Json.Obj arguments, CallResults results) {
        ApprovalId id = id(arguments);
        if (id == null || arguments.members().size() > 1) {
            return results.error(
                    request.id(),
                    "The tool takes one argument: " + REQUEST_ID
                            + ", the UUID that the pending call answered with. Call it again with that.");
        }
        return follow(exchange, request, id, results);
    }

    /** Answers what became of a call: that it waits, or what it came to. */
    Answer.Outcome follow(Exchange exchange, Message.Request request, ApprovalId id, CallResults results) {
        return switch (find(exchange, id)) {
            case Followed.Waiting(Approval waiting) ->
                new Answer.Waiting(
                        exchange,
                        request,
                        awaiting(waiting.requested()),
                        outcome -> words(exchange, request, waiting, results, outcome));
            case Followed.Ended(Approval ended, CallOutcome outcome) ->
                words(exchange, request, ended, results, outcome);
            case null ->
                results.error(
                        request.id(),
                        "There is no request " + id
                                + " of yours at this server: it was made by somebody else, through another client,"
                                + " at another server, or never. Use the requestId that the pending call answered with.");
        };
    }

    /** Returns what became of the caller's request at this server, null where there is none. */
    @Nullable
    Followed find(Exchange exchange, ApprovalId id) {
        Followed followed = follow.follow(exchange.caller(), id);
        Approval approval = switch (followed) {
            case Followed.Waiting(Approval waiting) -> waiting;
            case Followed.Ended(Approval ended, var outcome) -> ended;
            case null -> null;
        };
        return approval != null
                        && approval.requested()
                                .server()
                                .equals(exchange.snapshot().server().id())
                ? followed
                : null;
    }

    private static @Nullable ApprovalId id(Json.Obj arguments) {
        try {
            String given = arguments.text(REQUEST_ID);
            return given == null ? null : new ApprovalId(UUID.fromString(given));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static CallOutcome.AwaitingApproval awaiting(RequestedCall call) {
        return new CallOutcome.AwaitingApproval(call.call(), call.id(), call.ground(), call.expiresAt());
    }

    /** Puts what a call came to into the words of a request that asks about it. */
    static Answer.Response words(
            Exchange exchange, Message.Request request, Approval approval, CallResults results, CallOutcome outcome) {
        ServerSnapshot snapshot = exchange.snapshot();
        Tool tool = snapshot.definition(approval.requested().tool().value());
        boolean promisesStructure = tool != null && tool.outputSchema() != null;
        return results.answer(request.id(), promisesStructure, outcome);
    }
}

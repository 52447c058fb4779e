package dev.airlock.http.mcp;

import dev.airlock.application.approval.ReadApprovals;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the modern era may require of its user, by way of a client that can ask them: that they connect the service, after which the call is made
 * anew, or that they decide its request for approval themselves. Whoever could only watch others decide is not sent to the page for that.
 */
final class RequiredInput {
    private static final String CONNECTION = "connection";
    private static final String APPROVAL = "approval";

    private final ResultFrame frame;
    private final UrlElicitation elicitation;
    private final RequestStates states;
    private final ConnectionWaits waits;
    private final CheckApproval checkApproval;
    private final ReadApprovals readApprovals;

    RequiredInput(
            ResultFrame frame,
            UrlElicitation elicitation,
            RequestStates states,
            ConnectionWaits waits,
            CheckApproval checkApproval,
            ReadApprovals readApprovals) {
        this.frame = frame;
        this.elicitation = elicitation;
        this.states = states;
        this.waits = waits;
        this.checkApproval = checkApproval;
        this.readApprovals = readApprovals;
    }

    /** Makes the call of a client that can be asked. */
    Answer.Outcome run(Exchange exchange, PendingCall pending) {
        Json presented = pending.request().params().get("requestState");
        if (presented == null) {
            return make(exchange, pending);
        }
        RequestStates.State state =
                presented instanceof Json.Str(String text) ? states.read(exchange, pending.call(), text) : null;
        return state == null
                ? refused(
                        pending,
                        "params.requestState was not given for this call, or has expired; send the call without it")
                : resume(exchange, pending, state);
    }

    private Answer.Outcome make(Exchange exchange, PendingCall pending) {
        CallOutcome outcome = pending.make(exchange.caller());
        return outcome instanceof CallOutcome.NotConnected unconnected
                ? ask(exchange, pending, states.asked(), CONNECTION, elicitation.of(unconnected, null))
                : answer(exchange, pending, outcome);
    }

    private Answer.Outcome answer(Exchange exchange, PendingCall pending, CallOutcome outcome) {
        return outcome instanceof CallOutcome.AwaitingApproval waiting && mayDecide(exchange, waiting)
                ? ask(exchange, pending, RequestStates.askedToDecide(waiting), APPROVAL, elicitation.of(waiting))
                : pending.answer(outcome);
    }

    private boolean mayDecide(Exchange exchange, CallOutcome.AwaitingApproval waiting) {
        ReadApprovals.Seen seen = readApprovals.find(exchange.caller(), waiting.approval());
        return seen != null && seen.decidable();
    }

    private Answer.Outcome resume(Exchange exchange, PendingCall pending, RequestStates.State state) {
        return switch (state) {
            case RequestStates.State.Deciding(ApprovalId approval, var until) -> decided(exchange, pending, approval);
            case RequestStates.State.Connecting connecting
            when connecting.accepted() -> await(exchange, pending, connecting);
            case RequestStates.State.Connecting connecting ->
                switch (action(pending, CONNECTION)) {
                    case NONE -> make(exchange, pending);
                    case ACCEPT -> await(exchange, pending, connecting.accept());
                    case DECLINE -> pending.run();
                    case INVALID -> invalid(pending, CONNECTION);
                };
        };
    }

    /** The request is followed, not made again: it may have been decided, and sent, before the client comes back. */
    private Answer.Outcome decided(Exchange exchange, PendingCall pending, ApprovalId approval) {
        Answer.Outcome outcome = checkApproval.follow(exchange, pending.request(), approval, pending.results());
        return switch (action(pending, APPROVAL)) {
            case NONE, ACCEPT -> outcome;
            case DECLINE -> outcome instanceof Answer.Waiting waiting ? waiting.pending() : outcome;
            case INVALID -> invalid(pending, APPROVAL);
        };
    }

    private enum Action {
        NONE,
        ACCEPT,
        DECLINE,
        INVALID
    }

    private static Action action(PendingCall pending, String key) {
        Json.Obj responses = pending.request().params().object("inputResponses");
        Json.Obj response = responses == null ? null : responses.object(key);
        return switch (response == null ? "" : response.text("action")) {
            case "" -> Action.NONE;
            case "accept" -> Action.ACCEPT;
            case "decline", "cancel" -> Action.DECLINE;
            case null, default -> Action.INVALID;
        };
    }

    private static Answer.Failure invalid(PendingCall pending, String key) {
        return refused(
                pending, "params.inputResponses." + key + ".action must be \"accept\", \"decline\" or \"cancel\"");
    }

    private Answer.Outcome await(Exchange exchange, PendingCall pending, RequestStates.State.Connecting state) {
        CallOutcome outcome = waits.run(exchange, pending);
        return outcome instanceof CallOutcome.NotConnected
                ? inputRequired(exchange, pending, state, null)
                : answer(exchange, pending, outcome);
    }

    private Answer.Response ask(
            Exchange exchange, PendingCall pending, RequestStates.State state, String key, Json.Obj elicitationParams) {
        Json.Obj request = Json.object()
                .put("method", "elicitation/create")
                .put("params", elicitationParams)
                .build();
        return inputRequired(
                exchange, pending, state, Json.object().put(key, request).build());
    }

    /** Without requests it means no more than: not yet, send it again. */
    private Answer.Result inputRequired(
            Exchange exchange, PendingCall pending, RequestStates.State state, Json.@Nullable Obj requests) {
        return frame.inputRequired(pending.request().id(), out -> {
            if (requests != null) {
                out.name("inputRequests").value(requests);
            }
            out.name("requestState").text(states.write(exchange, pending.call(), state));
        });
    }

    private static Answer.Failure refused(PendingCall pending, String problem) {
        return new Answer.Failure(pending.request().id(), RpcError.invalidParams(problem));
    }
}

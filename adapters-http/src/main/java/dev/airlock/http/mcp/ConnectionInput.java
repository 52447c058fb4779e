package dev.airlock.http.mcp;

import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The one input that a call of the modern era may require: that its user connects the service. The client asks them and sends the call again, which is
 * then a new call; once they have accepted it waits for the connection.
 */
final class ConnectionInput {
    private static final String KEY = "connection";

    private final ResultFrame frame;
    private final UrlElicitation elicitation;
    private final RequestStates states;
    private final ConnectionWaits waits;

    ConnectionInput(ResultFrame frame, UrlElicitation elicitation, RequestStates states, ConnectionWaits waits) {
        this.frame = frame;
        this.elicitation = elicitation;
        this.states = states;
        this.waits = waits;
    }

    /** Makes the call of a client that can be asked for this. */
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
                ? ask(exchange, pending, unconnected)
                : pending.answer(outcome);
    }

    private Answer.Outcome resume(Exchange exchange, PendingCall pending, RequestStates.State state) {
        if (state.stage() == RequestStates.Stage.ACCEPTED) {
            return await(exchange, pending, state);
        }
        Json.Obj responses = pending.request().params().object("inputResponses");
        Json.Obj response = responses == null ? null : responses.object(KEY);
        return switch (response == null ? "" : response.text("action")) {
            case "" -> make(exchange, pending);
            case "accept" -> await(exchange, pending, state.accepted());
            case "decline", "cancel" -> pending.run();
            case null, default ->
                refused(
                        pending,
                        "params.inputResponses." + KEY + ".action must be \"accept\", \"decline\" or \"cancel\"");
        };
    }

    private Answer.Outcome await(Exchange exchange, PendingCall pending, RequestStates.State state) {
        CallOutcome outcome = waits.run(exchange, pending);
        return outcome instanceof CallOutcome.NotConnected
                ? inputRequired(exchange, pending, state, null)
                : pending.answer(outcome);
    }

    private Answer.Response ask(Exchange exchange, PendingCall pending, CallOutcome.NotConnected outcome) {
        Json.Obj request = Json.object()
                .put("method", "elicitation/create")
                .put("params", elicitation.of(outcome, null))
                .build();
        return inputRequired(
                exchange,
                pending,
                states.asked(),
                Json.object().put(KEY, request).build());
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

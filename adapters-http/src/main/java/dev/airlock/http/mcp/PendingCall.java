package dev.airlock.http.mcp;

import dev.airlock.application.call.CallTool;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.identity.Caller;

/** A call of a tool that nothing in its message forbids. It may be made more than once: each time it is a new call, checked and recorded as such. */
record PendingCall(
        Exchange exchange,
        Message.Request request,
        ToolCall call,
        boolean promisesStructure,
        CallTool callTool,
        CallResults results) {
    /** Makes it for its caller, whose place in the organization may have changed since the message came. */
    CallOutcome make(Caller present) {
        return callTool.call(new ToolCall(present, call.server(), call.tool(), call.arguments()));
    }

    /** Says how it ended, or that it waits for a person. */
    Answer.Outcome answer(CallOutcome outcome) {
        return outcome instanceof CallOutcome.AwaitingApproval waiting
                ? new Answer.Waiting(exchange, request, waiting, this::words)
                : words(outcome);
    }

    private Answer.Response words(CallOutcome outcome) {
        return results.answer(request.id(), promisesStructure, outcome);
    }

    /** Makes it once and answers. */
    Answer.Outcome run() {
        return answer(make(call.caller()));
    }
}

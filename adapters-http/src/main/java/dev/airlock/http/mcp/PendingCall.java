package dev.airlock.http.mcp;

import dev.airlock.application.call.CallTool;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.identity.Caller;

/** A call of a tool that nothing in its message forbids. It may be made more than once: each time it is a new call, checked and recorded as such. */
record PendingCall(
        Message.Request request, ToolCall call, boolean promisesStructure, CallTool callTool, CallResults results) {
    /** Makes it for its caller, whose place in the organization may have changed since the message came. */
    CallOutcome make(Caller present) {
        return callTool.call(new ToolCall(present, call.server(), call.tool(), call.arguments()));
    }

    /** Puts how it ended in the era's words. */
    Answer.Response answer(CallOutcome outcome) {
        return results.answer(request.id(), promisesStructure, outcome);
    }

    /** Makes it once and answers. */
    Answer.Response run() {
        return answer(make(call.caller()));
    }
}

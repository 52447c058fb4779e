package dev.airlock.application.call;

import dev.airlock.domain.call.CanonicalRequest;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Verdict;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool that is there, with arguments that fit: what it would send, and what the policy says of that.
 *
 * @param connection whose credential would go with it; at fault where it cannot, null where there is none
 */
public record ReadyCall(
        ToolCall call,
        Server server,
        Tool tool,
        Executor.Operation operation,
        CanonicalRequest canonical,
        @Nullable Connection connection,
        Verdict verdict) {
    /** Returns whether the API wants a credential and the caller has none that works. */
    public boolean isUnconnected() {
        return (connection == null || connection.fault() != null)
                && !server.schemes().isEmpty();
    }

    /** Says for the audit log which rule decided about which request. */
    Json.ObjBuilder detail() {
        return Json.object()
                .put("rule", verdict.ground().rule())
                .put("method", canonical.outgoing().method())
                .put("origin", canonical.outgoing().origin())
                .put("digest", canonical.digest().toString());
    }
}

package dev.airlock.application.approval;

import dev.airlock.domain.call.CallOutcome;
import org.jspecify.annotations.Nullable;

/** Says why a call that was sent, or was to be, did not do what was asked. */
final class Failures {
    private Failures() {}

    /** Returns the problem, or null where there is none. */
    static @Nullable String of(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Answered(var call, var reply) ->
                reply.failed() ? "the service answered with the status " + reply.status() : null;
            case CallOutcome.UpstreamFailed(var call, String problem, boolean sent) ->
                sent ? problem : "nothing was sent: " + problem;
            case CallOutcome.NotConnected(var call, String server, var path, String fault) ->
                "nothing was sent: the connection to " + server + " works no more"
                        + (fault == null ? "" : " (" + fault + ")");
            case CallOutcome.UnknownTool u -> throw unexpected(outcome);
            case CallOutcome.InvalidArguments i -> throw unexpected(outcome);
            case CallOutcome.Denied d -> throw unexpected(outcome);
            case CallOutcome.AwaitingApproval a -> throw unexpected(outcome);
            case CallOutcome.NotAsked n -> throw unexpected(outcome);
            case CallOutcome.NotApproved n -> throw unexpected(outcome);
            case CallOutcome.Unavailable u -> throw unexpected(outcome);
        };
    }

    private static IllegalStateException unexpected(CallOutcome outcome) {
        return new IllegalStateException("a call that is sent does not end as " + outcome);
    }
}

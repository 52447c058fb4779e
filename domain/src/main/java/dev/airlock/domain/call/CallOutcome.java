package dev.airlock.domain.call;

import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.policy.Ground;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a call ended, for the agent and for the audit log. */
public sealed interface CallOutcome {
    /** The upstream answered; {@link Reply#failed} says whether it did what was asked. */
    record Answered(CallId call, Reply reply) implements CallOutcome {}

    /** There is no such tool for this caller. */
    record UnknownTool(String tool) implements CallOutcome {}

    /** The arguments do not fit the tool. */
    record InvalidArguments(CallId call, List<Violation> violations) implements CallOutcome {}

    /** The policy refuses the call. */
    record Denied(CallId call, Ground ground) implements CallOutcome {}

    /** The call waits for a person. */
    record AwaitingApproval(CallId call, ApprovalId approval, Ground ground, Instant expiresAt) implements CallOutcome {
        /** The page on which a person decides it. */
        public String path() {
            return "/approvals/" + approval;
        }
    }

    /** The call would have to wait for a person, but nobody was asked; the problem says why and what may be done. */
    record NotAsked(CallId call, Ground ground, String problem) implements CallOutcome {}

    /**
     * The call waited for a person, and was not sent.
     *
     * @param reason what the person said; null where nobody decided
     */
    record NotApproved(
            CallId call,
            ApprovalId approval,
            Refusal refusal,
            @Nullable String reason) implements CallOutcome {
        /** How it came that nothing was sent. */
        public enum Refusal {
            /** A person said no. */
            REJECTED,
            /** Nobody decided in time. */
            EXPIRED,
            /** The requester took it back. */
            CANCELLED
        }
    }

    /**
     * The caller has no usable credential for the server.
     *
     * @param fault why the one they had works no more; null where they had none
     */
    record NotConnected(
            CallId call,
            String serverName,
            String connectPath,
            @Nullable String fault) implements CallOutcome {}

    /**
     * The upstream could not be reached, or gave no complete answer.
     *
     * @param sent whether the operation may have happened all the same
     */
    record UpstreamFailed(CallId call, String problem, boolean sent) implements CallOutcome {}

    /** Airlock cannot run calls now, for instance because nothing can be recorded; nothing was sent. */
    record Unavailable(String problem) implements CallOutcome {}
}

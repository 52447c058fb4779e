package dev.airlock.application.approval;

import dev.airlock.domain.approval.Approval;

/** What states of requests are called, for people and agents. */
public final class ApprovalWords {
    private ApprovalWords() {}

    /** Names the state, to follow "the request is". */
    public static String state(Approval approval) {
        return switch (approval) {
            case Approval.Pending p -> "waiting for a decision";
            case Approval.Approved a -> "approved";
            case Approval.Sending s -> "being sent";
            case Approval.Succeeded s -> "done";
            case Approval.Failed f -> "failed";
            case Approval.OutcomeUnknown u -> "of unknown outcome";
            case Approval.Rejected r -> "rejected";
            case Approval.Expired e -> "expired";
            case Approval.Cancelled c -> "cancelled";
        };
    }
}

package dev.airlock.http.console;

import dev.airlock.domain.approval.Approval;

/**
 * The state of an approval request as pages show it.
 *
 * @param key is another as soon as something about the request is
 */
record ApprovalState(String words, String tone, String key) {
    static ApprovalState of(Approval approval) {
        String key =
                approval.getClass().getSimpleName() + "-" + approval.requested().shown();
        return switch (approval) {
            case Approval.Pending p ->
                new ApprovalState(
                        "Waits for a decision",
                        "waits",
                        key + "-" + p.approvedBy().size());
            case Approval.Approved a -> new ApprovalState("Approved, about to be sent", "good", key);
            case Approval.Sending s -> new ApprovalState("Approved, being sent", "good", key);
            case Approval.Succeeded s -> new ApprovalState("Done", "good", key);
            case Approval.Failed f -> new ApprovalState("Failed", "bad", key);
            case Approval.OutcomeUnknown u -> new ApprovalState("Outcome unknown", "waits", key);
            case Approval.Rejected r -> new ApprovalState("Rejected", "bad", key);
            case Approval.Expired e -> new ApprovalState("Expired", "quiet", key);
            case Approval.Cancelled c -> new ApprovalState("Cancelled", "quiet", key);
        };
    }
}

package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.CallOutcome.NotApproved;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Tells an agent what became of a call that waits for a decision; from any session, but only the same user and client that asked. */
public final class FollowApproval {
    private final Approvals approvals;

    /** Makes the verb. */
    public FollowApproval(Approvals approvals) {
        this.approvals = approvals;
    }

    /** What became of it. */
    public sealed interface Followed {
        /** Nothing yet. */
        record Waiting(Approval approval) implements Followed {}

        /** It ended so; a call that nobody made. */
        record Ended(Approval approval, CallOutcome outcome) implements Followed {}
    }

    /** Returns it, or null where there is no such request of this caller's. */
    public @Nullable Followed follow(Caller caller, ApprovalId id) {
        Held held = approvals.find(caller.organizationId(), id);
        if (held == null) {
            return null;
        }
        RequestedCall call = held.approval().requested();
        if (!call.requester().is(caller) || !caller.scope().reaches(call.server())) {
            return null;
        }
        CallOutcome outcome = outcome(held.approval());
        return outcome == null ? new Followed.Waiting(held.approval()) : new Followed.Ended(held.approval(), outcome);
    }

    private @Nullable CallOutcome outcome(Approval approval) {
        CallId call = approval.requested().call();
        return switch (approval) {
            case Approval.Pending p -> null;
            case Approval.Approved a -> null;
            case Approval.Sending s -> null;
            case Approval.Succeeded done -> answered(done, new CallOutcome.Answered(call, words(done)));
            case Approval.Failed failed ->
                answered(failed, new CallOutcome.UpstreamFailed(call, failed.problem(), false));
            case Approval.OutcomeUnknown lost ->
                new CallOutcome.UpstreamFailed(
                        call, lost.problem() + "; a person has to find out whether it was done", true);
            case Approval.Rejected no -> refused(no, NotApproved.Refusal.REJECTED, no.reason());
            case Approval.Expired late -> refused(late, NotApproved.Refusal.EXPIRED, null);
            case Approval.Cancelled gone -> refused(gone, NotApproved.Refusal.CANCELLED, null);
        };
    }

    private CallOutcome answered(Approval ended, CallOutcome otherwise) {
        RequestedCall call = ended.requested();
        Reply reply = approvals.reply(call.organization(), call.id());
        return reply == null ? otherwise : new CallOutcome.Answered(call.call(), reply);
    }

    /** What is said in the place of an answer that there is none of. */
    private static Reply words(Approval.Succeeded done) {
        String words = done.settledBy() == null
                ? "The call was made on " + done.at() + " and succeeded. Its answer is not kept any more."
                : "The call was made and succeeded, as a person found out: " + done.note();
        return Reply.done(words);
    }

    private static CallOutcome refused(Approval ended, NotApproved.Refusal refusal, @Nullable String reason) {
        return new NotApproved(ended.requested().call(), ended.requested().id(), refusal, reason);
    }
}

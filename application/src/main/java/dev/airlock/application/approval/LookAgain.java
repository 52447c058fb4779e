package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.approval.JudgeAgain.Judgement;
import dev.airlock.application.call.ReadyCall;
import dev.airlock.application.change.Change.OfApproval;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Looks again at what a request would change, before somebody approves it. Where that was changed meanwhile, the request shows it as it is now, and nobody has
 * approved that yet.
 */
public final class LookAgain {
    private final Approvals approvals;
    private final ApproverPool pool;
    private final JudgeAgain judgeAgain;
    private final ReadPresent readPresent;
    private final UnitOfWork work;

    /** Makes the verb. */
    public LookAgain(
            Approvals approvals, ApproverPool pool, JudgeAgain judgeAgain, ReadPresent readPresent, UnitOfWork work) {
        this.approvals = approvals;
        this.pool = pool;
        this.judgeAgain = judgeAgain;
        this.readPresent = readPresent;
        this.work = work;
    }

    /** Refuses where there is something new to see. What else may be wrong with the request is not found out here. */
    Result<Boolean> before(Caller approver, ApprovalId id) {
        Held held = approvals.find(approver.organizationId(), id);
        boolean shown = held != null
                && held.approval() instanceof Approval.Pending pending
                && pending.requested().planned().present() != null
                && pool.of(pending.requested(), held.owner()).include(approver.user());
        PresentState before = shown ? approvals.present(approver.organizationId(), id) : null;
        if (held == null
                || before == null
                || !(judgeAgain.judge(held.approval().requested()) instanceof Judgement.Same(ReadyCall ready))) {
            return Result.done(true);
        }
        PresentState now = readPresent.again(ready, before);
        return before.equals(now) ? Result.done(true) : show(held.approval().requested(), now);
    }

    private Result<Boolean> show(RequestedCall call, @Nullable PresentState now) {
        var _ = work.inTransaction(call.organization(), () -> {
            Held held = approvals.hold(call.organization(), call.id());
            if (held == null
                    || !(held.approval() instanceof Approval.Pending pending)
                    || !pending.requested().shown().equals(call.shown())
                    || !approvals.advance(pending, pending.showing(now))) {
                return Result.refused(changed());
            }
            approvals.keepPresent(call.organization(), call.id(), now);
            work.announce(OfApproval.of(call));
            return Result.done(true);
        });
        return Result.refused(changed());
    }

    private static Refusal changed() {
        return new Refusal.Conflict(
                "what this call would change was changed since it was shown to you; look at it again before you decide");
    }
}

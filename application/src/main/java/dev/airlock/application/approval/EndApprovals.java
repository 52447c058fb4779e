package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.change.Change.OfApproval;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.domain.approval.Approval;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ends requests that nobody else ends: whose time has run out, and whose sender is gone. */
final class EndApprovals {
    private final Approvals approvals;
    private final ApprovalMail mail;
    private final UnitOfWork work;

    EndApprovals(Approvals approvals, ApprovalMail mail, UnitOfWork work) {
        this.approvals = approvals;
        this.mail = mail;
        this.work = work;
    }

    /** Ends a request because its time has run out. */
    void expire(ApprovalWork.Key key) {
        end(
                key,
                held -> held.now().isBefore(held.approval().requested().expiresAt())
                        ? null
                        : switch (held.approval()) {
                            case Approval.Pending pending -> pending.expire();
                            case Approval.Approved approved -> approved.expire();
                            default -> null;
                        });
    }

    /** Ends a request because the node that had begun to send it is gone. */
    void abandon(ApprovalWork.Key key) {
        end(key, held -> held.approval() instanceof Approval.Sending sending ? sending.abandon(held.now()) : null);
    }

    private void end(ApprovalWork.Key key, Function<Held, @Nullable Approval> transition) {
        var _ = work.inTransaction(key.organization(), () -> {
            Held held = approvals.hold(key.organization(), key.id());
            Approval after = held == null ? null : transition.apply(held);
            if (held == null || after == null || !approvals.advance(held.approval(), after)) {
                return Result.refused(new Refusal.Conflict("somebody else was faster"));
            }
            if (after instanceof Approval.OutcomeUnknown) {
                mail.lost(held);
            }
            work.announce(OfApproval.of(after.requested()));
            return Result.done(after);
        });
    }
}

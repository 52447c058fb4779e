package dev.airlock.application.approval;

import dev.airlock.application.gate.UnitOfWork;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what approval requests need while the server runs, on every node: what one leaves behind another one ends. */
public final class ApprovalUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApprovalUpkeep.class);

    /** Whoever approves sends at once: what is older was left behind. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(2);

    private final SendApproved sendApproved;
    private final ApprovalWork approvals;
    private final Step send;
    private final Step abandon;
    private final Step expire;
    private final Duration keptReplies;
    private final ScheduledExecutorService chores = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("approval-upkeep").factory());

    private ApprovalUpkeep(SendApproved sendApproved, ApprovalWork approvals, EndApprovals end, Duration keptReplies) {
        this.sendApproved = sendApproved;
        this.approvals = approvals;
        this.send = new Step(sendApproved::soon);
        this.abandon = new Step(end::abandon);
        this.expire = new Step(end::expire);
        this.keptReplies = keptReplies;
    }

    /** Begins. */
    public static ApprovalUpkeep start(
            SendApproved sendApproved,
            Approvals store,
            ApprovalWork approvals,
            ApprovalMail mail,
            UnitOfWork work,
            ApprovalSettings settings) {
        var upkeep =
                new ApprovalUpkeep(sendApproved, approvals, new EndApprovals(store, mail, work), settings.replies());
        upkeep.every(Duration.ofSeconds(5), upkeep::renew);
        upkeep.every(Duration.ofSeconds(1), upkeep::look);
        upkeep.every(Duration.ofSeconds(2), mail::deliver);
        upkeep.every(Duration.ofMinutes(1), upkeep::forget);
        return upkeep;
    }

    private void renew() {
        if (!sendApproved.underWay().isEmpty()) {
            approvals.renew(sendApproved.node(), sendApproved.underWay());
            sendApproved.storeOutcomes();
        }
    }

    private void look() {
        send.each(approvals.approved(LEFT_BEHIND));
        abandon.each(approvals.abandoned());
        expire.each(approvals.expired());
    }

    private void forget() {
        Stream.of(send, abandon, expire).forEach(Step::tryAgain);
        approvals.forgetReplies(keptReplies);
    }

    /** Something that is done to many requests: one with which it cannot be done, as it was altered in the database, holds up no other and is not in the log every second. */
    private static final class Step {
        private final Consumer<ApprovalWork.Key> step;
        private final Set<ApprovalWork.Key> tried = new HashSet<>();

        Step(Consumer<ApprovalWork.Key> step) {
            this.step = step;
        }

        void each(List<ApprovalWork.Key> keys) {
            for (ApprovalWork.Key key : keys) {
                if (tried.add(key)) {
                    try {
                        step.accept(key);
                    } catch (RuntimeException e) {
                        LOG.error("the approval request {} could not be looked after: {}", key.id(), e.getMessage());
                    }
                }
            }
        }

        void tryAgain() {
            tried.clear();
        }
    }

    private void every(Duration pause, Runnable chore) {
        var _ = chores.scheduleWithFixedDelay(
                () -> {
                    try {
                        chore.run();
                    } catch (RuntimeException e) {
                        LOG.warn("approval requests could not be looked after: {}", e.getMessage());
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        chores.close();
    }
}

package dev.airlock.http.mcp;

import dev.airlock.application.approval.FollowApproval;
import dev.airlock.application.approval.FollowApproval.Followed;
import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.identity.Caller;
import dev.airlock.http.FaultMapper;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who waits on this node for requests to end that wait for a person. One subscription hears for all, and each looks once for a change that concerns its
 * request; nobody holds a thread for it. Thread-safe.
 */
final class ApprovalWaits implements AutoCloseable {
    private static final int LOOKERS = 8;

    private final FollowApproval follow;
    private final FaultMapper faults;
    private final ConcurrentHashMap<ApprovalId, Set<Wait>> waits = new ConcurrentHashMap<>();
    private final ExecutorService lookers = Executors.newFixedThreadPool(
            LOOKERS, Thread.ofVirtual().name("approval-look").factory());
    private final ChangeNotices.Subscription heard;

    ApprovalWaits(FollowApproval follow, ChangeNotices notices, FaultMapper faults) {
        this.follow = follow;
        this.faults = faults;
        this.heard = notices.subscribe(this::hear);
    }

    /** Somebody who waits; told one of these once, on a thread that must not be blocked. */
    interface Waiter {
        /** The request has ended so. */
        void ended(CallOutcome outcome);

        /** Whoever asked is not let in any more, or the request is gone. */
        void shutOut();
    }

    /** Begins to wait. The request may have ended already. */
    Wait begin(Exchange exchange, ApprovalId approval, Waiter waiter) {
        var wait = new Wait(exchange, approval, waiter);
        waits.compute(approval, (id, others) -> {
            Set<Wait> all = others == null ? ConcurrentHashMap.newKeySet(1) : others;
            all.add(wait);
            return all;
        });
        wait.stir();
        return wait;
    }

    private void hear(Change change) {
        switch (change) {
            case Change.OfApproval(var organization, var approval, var requester) ->
                waits.getOrDefault(approval, Set.of()).forEach(Wait::stir);
            case Change.Unknown u -> waits.values().forEach(all -> all.forEach(Wait::stir));
            default -> {}
        }
    }

    /** Tells nobody anything more. */
    @Override
    public void close() {
        heard.close();
        lookers.shutdownNow();
    }

    /** One wait; closing ends it. */
    final class Wait implements AutoCloseable {
        private final Exchange exchange;
        private final ApprovalId approval;
        private final Waiter waiter;
        private final AtomicInteger stirs = new AtomicInteger();

        private Wait(Exchange exchange, ApprovalId approval, Waiter waiter) {
            this.exchange = exchange;
            this.approval = approval;
            this.waiter = waiter;
        }

        private void stir() {
            if (stirs.getAndIncrement() == 0 && !lookers.isShutdown()) {
                lookers.execute(this::lookUntilCalm);
            }
        }

        private void lookUntilCalm() {
            int seen;
            do {
                seen = stirs.get();
                try {
                    look();
                } catch (RuntimeException e) {
                    faults.meet("a call that waits for approval", e);
                }
            } while (!stirs.compareAndSet(seen, 0));
        }

        private void look() {
            Followed followed = exchange.authenticateAgain() instanceof Authentication.Authenticated(Caller present)
                    ? follow.follow(present, approval)
                    : null;
            switch (followed) {
                case Followed.Waiting w -> {}
                case Followed.Ended(Approval ended, CallOutcome outcome) -> {
                    if (remove()) {
                        waiter.ended(outcome);
                    }
                }
                case null -> {
                    if (remove()) {
                        waiter.shutOut();
                    }
                }
            }
        }

        private boolean remove() {
            var removed = new boolean[1];
            waits.computeIfPresent(approval, (id, all) -> {
                removed[0] = all.remove(this);
                return all.isEmpty() ? null : all;
            });
            return removed[0];
        }

        @Override
        public void close() {
            remove();
        }
    }
}

package dev.airlock.upstream.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels what takes too long. One thread looks at everything in flight ten times a second, which costs a call far less than a timer or a socket
 * timeout of its own; a deadline is therefore kept to a tenth of a second.
 */
final class Deadlines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final long TICK_MILLIS = 100;

    private final Set<Deadline> pending = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upstream-deadlines").factory());

    Deadlines() {
        var _ = ticker.scheduleWithFixedDelay(this::expire, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs the cancellation unless the deadline is closed within the time. */
    Deadline in(Duration time, Runnable cancellation) {
        var deadline = new Deadline(System.nanoTime() + time.toNanos(), cancellation);
        pending.add(deadline);
        return deadline;
    }

    private void expire() {
        long now = System.nanoTime();
        for (Deadline deadline : pending) {
            if (deadline.end - now < 0) {
                deadline.expire();
            }
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    /** One thing in flight. */
    final class Deadline implements AutoCloseable {
        private final long end;
        private final Runnable cancellation;
        private volatile boolean expired;

        private Deadline(long end, Runnable cancellation) {
            this.end = end;
            this.cancellation = cancellation;
        }

        private void expire() {
            expired = true;
            pending.remove(this);
            try {
                cancellation.run();
            } catch (RuntimeException e) {
                // A ticker that throws never ticks again.
                LOG.warn("what took too long could not be cancelled: {}", e.getMessage());
            }
        }

        /** Returns whether the time ran out. */
        boolean expired() {
            return expired;
        }

        @Override
        public void close() {
            pending.remove(this);
        }
    }
}

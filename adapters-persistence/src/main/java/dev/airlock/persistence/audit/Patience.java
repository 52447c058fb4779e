package dev.airlock.persistence.audit;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives up events that waited too long. One thread looks at the oldest ten times a second: a timed wait of every caller would cost each call a
 * timer and two more thread switches.
 */
final class Patience implements AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final Duration limit;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit-patience").factory());
    private volatile boolean closed;

    Patience(Duration limit) {
        this.limit = limit;
        var _ = ticker.scheduleWithFixedDelay(this::giveUp, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits for the event; false, and given up, where it is not durable within the limit and a tenth of a second. */
    boolean await(QueuedEvent event) {
        waiting.add(new Waiting(event, System.nanoTime()));
        if (closed) {
            event.giveUp();
        }
        return event.await();
    }

    private void giveUp() {
        for (Waiting oldest = waiting.peek(); oldest != null; oldest = waiting.peek()) {
            if (!oldest.event.ended()) {
                if (System.nanoTime() - oldest.since < limit.toNanos()) {
                    return;
                }
                oldest.event.giveUp();
            }
            waiting.remove();
        }
    }

    /** Gives up what still waits, now and later: nobody writes any more. */
    @Override
    public void close() {
        closed = true;
        ticker.shutdown();
        waiting.forEach(late -> late.event.giveUp());
    }

    private record Waiting(QueuedEvent event, long since) {}
}

package dev.airlock.persistence.audit;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to the writer. One that somebody waits for wakes it; the others are written with the next such, or after a short while: woken for
 * an outcome, the writer would take the processor from the reply that is about to go out. Any thread may put in, one takes out.
 */
final class EventQueue {
    private static final Duration LINGER = Duration.ofMillis(50);

    private final int room;
    private final Queue<QueuedEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger awaited = new AtomicInteger();
    private volatile @Nullable Thread parked;

    EventQueue(int room) {
        this.room = room;
    }

    /** Puts an event in; false where there is no room. */
    boolean offer(QueuedEvent event) {
        if (size.incrementAndGet() > room) {
            size.decrementAndGet();
            return false;
        }
        events.add(event);
        if (event.awaited()) {
            awaited.incrementAndGet();
            LockSupport.unpark(parked);
        }
        return true;
    }

    int size() {
        return size.get();
    }

    /** Waits for an event that somebody waits for, but not for long. */
    void await() {
        parked = Thread.currentThread();
        if (awaited.get() == 0) {
            LockSupport.parkNanos(this, LINGER.toNanos());
        }
        parked = null;
    }

    /** Moves at most so many events to the end of the list. */
    void drainTo(List<QueuedEvent> list, int most) {
        for (int i = 0; i < most; i++) {
            QueuedEvent event = events.poll();
            if (event == null) {
                return;
            }
            size.decrementAndGet();
            if (event.awaited()) {
                awaited.decrementAndGet();
            }
            list.add(event);
        }
    }
}

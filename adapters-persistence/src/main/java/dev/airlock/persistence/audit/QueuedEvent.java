package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.AuditEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An event on its way to the database, and the thread that waits for it, if one does. */
final class QueuedEvent {
    private enum State {
        OPEN,
        DURABLE,
        GIVEN_UP
    }

    private final AuditEvent event;
    private final @Nullable Thread waiter;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    private QueuedEvent(AuditEvent event, @Nullable Thread waiter) {
        this.event = event;
        this.waiter = waiter;
    }

    /** One that the present thread will wait for. */
    static QueuedEvent awaited(AuditEvent event) {
        return new QueuedEvent(event, Thread.currentThread());
    }

    /** One that nobody waits for and that must not be given up. */
    static QueuedEvent later(AuditEvent event) {
        return new QueuedEvent(event, null);
    }

    AuditEvent event() {
        return event;
    }

    boolean awaited() {
        return waiter != null;
    }

    /** Waits until it is durable; false, and given up, where that takes too long or fails. */
    boolean await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (state.get() == State.OPEN) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                giveUp();
            } else {
                LockSupport.parkNanos(this, left);
            }
        }
        return state.get() == State.DURABLE;
    }

    boolean givenUp() {
        return state.get() == State.GIVEN_UP;
    }

    /** Gives it up, unless it is durable by now. */
    void giveUp() {
        end(State.GIVEN_UP);
    }

    /** Tells the waiter; false where it has given up and so must not act on the record. */
    boolean durable() {
        return end(State.DURABLE);
    }

    private boolean end(State end) {
        boolean ended = state.compareAndSet(State.OPEN, end);
        if (ended && waiter != null) {
            LockSupport.unpark(waiter);
        }
        return ended;
    }
}

package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.AuditEvent;
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

    /** Waits until it is durable, without a limit of its own: see {@link Patience}; false where it was given up. */
    boolean await() {
        while (state.get() == State.OPEN) {
            if (Thread.currentThread().isInterrupted()) {
                giveUp();
            } else {
                LockSupport.park(this);
            }
        }
        return state.get() == State.DURABLE;
    }

    /** Whether it is durable or given up. */
    boolean ended() {
        return state.get() != State.OPEN;
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

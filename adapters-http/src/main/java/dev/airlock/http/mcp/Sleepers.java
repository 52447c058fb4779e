package dev.airlock.http.mcp;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeNotices;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Threads that sleep until a change concerns them, or the server stops. Thread-safe. */
final class Sleepers implements AutoCloseable {
    private final ChangeNotices notices;
    private final Set<Semaphore> asleep = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Sleepers(ChangeNotices notices) {
        this.notices = notices;
    }

    /** Makes the present thread one that such changes wake, from now on. */
    Sleeper add(Predicate<Change> concern) {
        return new Sleeper(concern);
    }

    /** Whether the server stops. */
    boolean closed() {
        return closed;
    }

    /** Wakes all, for good. */
    @Override
    public void close() {
        closed = true;
        asleep.forEach(Semaphore::release);
    }

    /** One thread. */
    final class Sleeper implements AutoCloseable {
        private final Semaphore wake = new Semaphore(0);
        private final ChangeNotices.Subscription heard;

        private Sleeper(Predicate<Change> concern) {
            asleep.add(wake);
            heard = notices.subscribe(change -> {
                if (concern.test(change)) {
                    wake.release();
                }
            });
        }

        /** Sleeps for at most so long; returns whether it was woken, or had been since it slept last. */
        boolean sleep(Duration longest) throws InterruptedException {
            boolean woken = !closed && wake.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
            wake.drainPermits();
            return woken && !closed;
        }

        @Override
        public void close() {
            heard.close();
            asleep.remove(wake);
        }
    }
}

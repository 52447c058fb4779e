package dev.airlock.upstream.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/** Bounds how often calls of one server are repeated: in any minute once, and else for a tenth of the minute's calls. Thread-safe. */
final class RetryBudget {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int CALLS_PER_RETRY = 10;

    private final InstantSource clock;
    private final LongAdder calls = new LongAdder();
    private Instant windowStart = Instant.MIN;
    private long callsBefore;
    private long retries;

    RetryBudget(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a call. */
    void count() {
        calls.increment();
    }

    /** Takes one repetition, if there is one. */
    synchronized boolean take() {
        Instant now = clock.instant();
        if (windowStart.isBefore(now.minus(WINDOW))) {
            windowStart = now;
            callsBefore = calls.sum();
            retries = 0;
        }
        long allowed = 1 + (calls.sum() - callsBefore) / CALLS_PER_RETRY;
        if (retries >= allowed) {
            return false;
        }
        retries++;
        return true;
    }
}

package dev.airlock.application.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** Says when the use of a token is to be noted: at most once a minute for each. */
public final class LastUses<I> {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int CAPACITY = 20_000;

    private final ConcurrentHashMap<I, Instant> noted = new ConcurrentHashMap<>();

    /** Returns whether this use is to be noted, which the caller then does. */
    public boolean isDue(I id, Instant now) {
        Instant last = noted.get(id);
        if (last != null && last.plus(INTERVAL).isAfter(now)) {
            return false;
        }
        if (noted.size() > CAPACITY) {
            noted.clear();
        }
        return last == null ? noted.putIfAbsent(id, now) == null : noted.replace(id, last, now);
    }

    /** Notes a use off the caller's thread. */
    public static void note(Runnable write) {
        Thread.ofVirtual().name("last-use").start(write);
    }
}

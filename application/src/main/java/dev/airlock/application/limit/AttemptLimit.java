package dev.airlock.application.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/** Counts tries by key: so many in a window, and whoever makes more waits until it is over. A try counts from its beginning, so that many at once are no way around. */
public final class AttemptLimit {
    private static final int CAPACITY = 50_000;

    private record Tries(int count, Instant since) {
        Tries plus(int more) {
            return new Tries(Math.max(0, count + more), since);
        }
    }

    private final int most;
    private final Duration window;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Tries> tries = new ConcurrentHashMap<>();

    /** Makes a limit of so many tries for each key in a window. */
    public AttemptLimit(int most, Duration window, InstantSource clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /** Counts a try and returns whether it may be made. */
    public boolean begin(String key) {
        if (tries.size() > CAPACITY) {
            tries.clear();
        }
        return add(key, 1) <= most;
    }

    /** Takes a try back that turned out to be right. */
    public void takeBack(String key) {
        add(key, -1);
    }

    /** Forgets all tries of a key. */
    public void forget(String key) {
        tries.remove(key);
    }

    private int add(String key, int more) {
        Instant now = clock.instant();
        return tries.compute(
                        key,
                        (k, known) -> known == null || !known.since.plus(window).isAfter(now)
                                ? new Tries(0, now).plus(more)
                                : known.plus(more))
                .count;
    }
}

package dev.airlock.application.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down guessing of passwords: after ten tries for a person from one address, or a hundred from one address, that address waits. A stranger
 * elsewhere cannot lock a person out. A try counts from its beginning, so that many at once are no way around, until it turns out right.
 */
final class AttemptLimit {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int PER_PERSON = 10;
    private static final int PER_ADDRESS = 100;
    private static final int CAPACITY = 50_000;

    private record Tries(int count, Instant since) {
        Tries plus(int more) {
            return new Tries(Math.max(0, count + more), since);
        }
    }

    private final InstantSource clock;
    private final ConcurrentHashMap<String, Tries> tries = new ConcurrentHashMap<>();

    AttemptLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a try and returns whether it may be made. */
    boolean begin(String person, String address) {
        if (tries.size() > CAPACITY) {
            tries.clear();
        }
        return add(address, 1) <= PER_ADDRESS && add(key(person, address), 1) <= PER_PERSON;
    }

    /** Takes back the tries of somebody who turned out to be who they say. */
    void succeeded(String person, String address) {
        add(address, -1);
        tries.remove(key(person, address));
    }

    private int add(String key, int more) {
        Instant now = clock.instant();
        return tries.compute(
                        key,
                        (k, known) -> known == null || !known.since.plus(WINDOW).isAfter(now)
                                ? new Tries(0, now).plus(more)
                                : known.plus(more))
                .count;
    }

    private static String key(String person, String address) {
        return person + "\n" + address;
    }
}

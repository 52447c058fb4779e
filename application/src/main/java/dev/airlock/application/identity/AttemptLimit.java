package dev.airlock.application.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down guessing of passwords: after ten failures for a person from one address, or a hundred from one address, that address waits. A stranger
 * elsewhere cannot lock a person out.
 */
final class AttemptLimit {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int PER_PERSON = 10;
    private static final int PER_ADDRESS = 100;
    private static final int CAPACITY = 50_000;

    private record Failures(int count, Instant since) {}

    private final InstantSource clock;
    private final ConcurrentHashMap<String, Failures> failures = new ConcurrentHashMap<>();

    AttemptLimit(InstantSource clock) {
        this.clock = clock;
    }

    boolean allows(String email, String address) {
        return count(address) < PER_ADDRESS && count(key(email, address)) < PER_PERSON;
    }

    void failed(String email, String address) {
        if (failures.size() > CAPACITY) {
            failures.clear();
        }
        add(address);
        add(key(email, address));
    }

    private int count(String key) {
        Failures known = failures.get(key);
        return known == null || known.since.plus(WINDOW).isBefore(clock.instant()) ? 0 : known.count;
    }

    private void add(String key) {
        Instant now = clock.instant();
        failures.compute(
                key,
                (k, known) -> known == null || known.since.plus(WINDOW).isBefore(now)
                        ? new Failures(1, now)
                        : new Failures(known.count + 1, known.since));
    }

    private static String key(String email, String address) {
        return email.toLowerCase(Locale.ROOT) + "\n" + address;
    }
}

package dev.airlock.bootstrap.wiring;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** UUIDs of version 7 (RFC 9562): the time in milliseconds, then 74 random bits, so that indexes grow at their end. */
final class TimeOrderedIds implements Supplier<UUID> {
    private final InstantSource clock;
    private final SecureRandom random;

    TimeOrderedIds(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        long time = clock.millis() << 16;
        long version = 0x7000L;
        long high = random.nextLong() & 0xfffL;
        long variant = 0x8000_0000_0000_0000L;
        long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL;
        return new UUID(time | version | high, variant | low);
    }
}

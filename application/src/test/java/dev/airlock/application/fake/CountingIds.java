package dev.airlock.application.fake;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Ids that count upwards. */
public final class CountingIds implements Supplier<UUID> {
    private final AtomicLong count = new AtomicLong();

    @Override
    public UUID get() {
        return new UUID(0, count.incrementAndGet());
    }
}

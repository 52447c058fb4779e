package dev.airlock.application.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves when a test says so. */
public final class ManualClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Fixtures.NOW);

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves time on. */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }
}

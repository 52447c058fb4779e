package dev.airlock.persistence.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what the operating system sends no notice of. */
final class Await {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Await() {}

    /** Whether the condition came true in time. */
    static boolean until(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }
}

package dev.airlock.persistence.audit;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what must become true. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Await() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("in vain waited until " + what);
            }
            Thread.sleep(10);
        }
    }
}

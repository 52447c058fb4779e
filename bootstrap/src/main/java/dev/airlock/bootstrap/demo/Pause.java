package dev.airlock.bootstrap.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets slow operations take their time, and ends every wait at once when the shop closes. */
final class Pause {
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Waits; false if the shop closed meanwhile, so that there is nobody left to answer. */
    boolean waitFor(Duration time) {
        if (!time.isPositive()) {
            return true;
        }
        try {
            return !ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        ended.countDown();
    }
}

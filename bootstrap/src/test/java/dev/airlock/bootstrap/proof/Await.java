package dev.airlock.bootstrap.proof;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another process does. */
final class Await {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Await() {}

    /** Returns once the condition holds; fails if it does not in minutes. */
    static void until(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not within " + PATIENCE + ": " + what);
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        } catch (Exception e) {
            throw new AssertionError("while waiting: " + what, e);
        }
    }
}

package dev.airlock.bootstrap.proof;

import dev.airlock.bootstrap.AirlockApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Airlock on a machine whose clock is wrong. */
final class SkewedAirlock {
    private SkewedAirlock() {}

    /** Runs a command; the first argument says how far the clock is ahead. */
    public static void main(String[] arguments) throws Exception {
        Duration ahead = Duration.parse(arguments[0]);
        new AirlockApplication(() -> Instant.now().plus(ahead)).run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}

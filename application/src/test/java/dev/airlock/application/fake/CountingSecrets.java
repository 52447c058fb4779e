package dev.airlock.application.fake;

import dev.airlock.application.identity.Secrets;
import java.util.concurrent.atomic.AtomicInteger;

/** Secrets that a test can foretell: the prefix and a count in 43 digits. */
public final class CountingSecrets implements Secrets {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public String next(String prefix) {
        return prefix + "%043d".formatted(count.incrementAndGet());
    }
}

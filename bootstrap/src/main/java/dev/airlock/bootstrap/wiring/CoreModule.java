package dev.airlock.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Time and chance, the only place where they come from. */
public final class CoreModule extends AbstractModule {
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Supplier<UUID> ids;

    /** Takes time from that clock. */
    public CoreModule(InstantSource clock) {
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock, random);
    }

    /** Time. */
    public InstantSource clock() {
        return clock;
    }

    /** Chance. */
    public SecureRandom random() {
        return random;
    }

    /** Fresh ids. */
    public Supplier<UUID> ids() {
        return ids;
    }

    @Override
    protected void configure() {
        bind(InstantSource.class).toInstance(clock);
        bind(SecureRandom.class).toInstance(random);
        bind(new TypeLiteral<Supplier<UUID>>() {}).toInstance(ids);
        bind(Executor.class)
                .toInstance(task -> Thread.ofVirtual().name("background").start(task));
    }
}

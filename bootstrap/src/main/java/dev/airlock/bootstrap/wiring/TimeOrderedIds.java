package dev.airlock.bootstrap.wiring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** UUIDs of version 7 (RFC 9562): the time in milliseconds, then 74 random bits, so that indexes grow at their end. */
final class TimeOrderedIds implements Supplier<UUID> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final InstantSource clock;
    private final SecureRandom random;

    TimeOrderedIds(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        var bits = new byte[10];
        random.nextBytes(bits);
        long time = clock.millis() << 16;
        long version = 0x7000L;
        long high = (bits[8] & 0xfL) << 8 | (bits[9] & 0xffL);
        long variant = 0x8000_0000_0000_0000L;
        long low = (long) LONG.get(bits, 0) & 0x3fff_ffff_ffff_ffffL;
        return new UUID(time | version | high, variant | low);
    }
}

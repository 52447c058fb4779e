package dev.airlock.persistence.audit;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page ends: the next one begins after it, whatever was added meanwhile. */
record Cursor(Instant at, UUID writer, long sequence) {
    private static final int BYTES = 4 * Long.BYTES;

    static Cursor parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES) {
                var in = ByteBuffer.wrap(bytes);
                Instant at = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
                return new Cursor(at, new UUID(in.getLong(), in.getLong()), in.getLong());
            }
        } catch (IllegalArgumentException e) {
            throw unknown(e);
        }
        throw unknown(null);
    }

    OffsetDateTime time() {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(writer.getMostSignificantBits())
                .putLong(writer.getLeastSignificantBits())
                .putLong(sequence)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static IllegalArgumentException unknown(@Nullable Throwable cause) {
        return new IllegalArgumentException("cursor: give the one that the page before named as its next", cause);
    }
}

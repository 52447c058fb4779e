package dev.airlock.upstream.http;

import dev.airlock.upstream.http.Exchange.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A body read up to a limit; memory grows with what arrives, never with what was announced. */
final class BoundedBody {
    private static final int FIRST_CHUNK = 8 * 1024;

    private final int limit;
    private byte[] bytes;
    private int size;
    private @Nullable Cut cut;

    BoundedBody(int limit, long announced) {
        this.limit = limit;
        this.bytes = new byte[announced < 0 || announced >= FIRST_CHUNK ? FIRST_CHUNK : (int) announced + 1];
    }

    /** Reads to the end or to the limit; what was read before an exception is kept. */
    void read(InputStream in) throws IOException {
        while (true) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(size * 2, limit + 1));
            }
            int count = in.read(bytes, size, Math.min(bytes.length, limit + 1) - size);
            if (count < 0) {
                return;
            }
            size += count;
            if (size > limit) {
                size = limit;
                cut = Cut.SIZE;
                return;
            }
        }
    }

    /** Accepts what was read so far as the body's beginning. */
    void cutByTime() {
        cut = Cut.TIME;
    }

    @Nullable
    Cut cut() {
        return cut;
    }

    byte[] bytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}

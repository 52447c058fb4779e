package dev.airlock.upstream.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the compression of answers, as they are read: who reads bounds what comes out. */
final class Compression {
    private static final String DAMAGED = "the answer is damaged: its compression cannot be undone";

    private Compression() {}

    /** Returns the content as it was before it was encoded; an encoding that was not asked for is an {@link UnreadableAnswerException}. */
    static InputStream decoded(InputStream content, @Nullable String encoding) throws IOException {
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> content;
            case "gzip", "x-gzip" -> new GZIPInputStream(content);
            case "br" -> new Brotli(content);
            default -> throw new UnreadableAnswerException("the answer is compressed in a way that was not asked for");
        };
    }

    /** The decoder has exceptions of its own, unchecked ones too, for what is no Brotli. */
    private static final class Brotli extends FilterInputStream {
        private Brotli(InputStream content) throws IOException {
            super(new BrotliInputStream(content));
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            try {
                return super.read(to, offset, length);
            } catch (RuntimeException e) {
                throw new UnreadableAnswerException(DAMAGED);
            }
        }
    }
}

package dev.airlock.upstream.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one request. */
sealed interface Exchange {
    /**
     * An answer, whole or cut.
     *
     * @param body as much as the limits allow, decompressed
     * @param cut why the body is not whole, null where it is
     * @param length how many bytes the upstream said that it sends, -1 where it did not
     * @param redirectedTo the origin that answered, null where no redirect was followed
     */
    record Answer(
            int status,
            AnswerHeaders headers,
            byte[] body,
            @Nullable Cut cut,
            long length,
            @Nullable String redirectedTo)
            implements Exchange {
        /** The same, from where redirects led. */
        Answer redirectedTo(String origin) {
            return new Answer(status, headers, body, cut, length, origin);
        }

        @Nullable
        String contentType() {
            return headers.first("Content-Type");
        }

        @Nullable
        String location() {
            return headers.first("Location");
        }

        @Nullable
        String cacheControl() {
            return headers.first("Cache-Control");
        }
    }

    /** No complete answer; {@code sent} says whether the request may have reached the upstream. */
    record Failure(String problem, boolean sent) implements Exchange {}

    /** Why a body was not read to its end. */
    enum Cut {
        /** It is longer than the limit. */
        SIZE,
        /** It took longer than the limit. */
        TIME
    }

    /** How much time and how many bytes of body an exchange may take. */
    record Budget(Duration time, int bytes) {}
}

package dev.airlock.upstream.http;

import java.io.IOException;

/** An answer that cannot be read; the message says why. */
final class UnreadableAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message) {
        super(message);
    }
}

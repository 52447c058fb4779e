package dev.airlock.upstream.http;

import java.util.Locale;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.jspecify.annotations.Nullable;

/** Names statuses in the words of the standards; an upstream's own reason phrase is never repeated. */
final class Reasons {
    private Reasons() {}

    /** Returns the status with its name: {@code 404 Not Found}. */
    static String of(int status) {
        @Nullable
        String reason = status >= 100 && status < 600
                ? EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT)
                : null;
        return reason == null ? Integer.toString(status) : status + " " + reason;
    }
}

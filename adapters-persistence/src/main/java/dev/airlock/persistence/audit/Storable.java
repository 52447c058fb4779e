package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.AuditEvent;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Makes events such that PostgreSQL gives back exactly what was hashed. */
final class Storable {
    private static final int MAX_TEXT = 1_000;
    private static final char REPLACEMENT = '\uFFFD';

    private Storable() {}

    /** Cuts time to the microsecond and texts to 1,000 characters, and replaces characters that PostgreSQL has no room for. */
    static AuditEvent of(AuditEvent event) {
        return new AuditEvent(
                event.organization(),
                event.subject(),
                event.phase(),
                event.at().truncatedTo(ChronoUnit.MICROS),
                text(event.action()),
                event.actor(),
                text(event.client()),
                text(event.address()),
                optional(event.server()),
                optional(event.tool()),
                event.result(),
                event.detail());
    }

    private static @Nullable String optional(@Nullable String value) {
        return value == null ? null : text(value);
    }

    private static String text(String value) {
        return isPlain(value) ? value : repaired(value.substring(0, Math.min(value.length(), MAX_TEXT)));
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return value.length() <= MAX_TEXT;
    }

    private static String repaired(String value) {
        var text = new StringBuilder(value.length());
        value.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}

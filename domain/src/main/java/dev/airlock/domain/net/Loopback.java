package dev.airlock.domain.net;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names under which a machine reaches itself. */
public final class Loopback {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private Loopback() {}

    /** Returns whether a host, as it stands in a URL, is this very machine. */
    public static boolean isName(@Nullable String host) {
        return host != null && NAMES.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Returns all of the names, as they stand in URLs. */
    public static Set<String> names() {
        return NAMES;
    }
}

package dev.airlock.upstream.openapi;

import dev.airlock.domain.call.ReservedHeaders;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of headers as descriptions give them. */
final class HeaderNames {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    /** The gateway says what it reads and who it is. */
    private static final Set<String> OURS = Set.of("accept", "user-agent");

    private HeaderNames() {}

    /** Returns whether the name is one at all (RFC 9110, section 5.6.2). */
    static boolean isToken(String name) {
        return TOKEN.matcher(name).matches();
    }

    /** Returns whether an agent may never set the header. */
    static boolean isReserved(String name) {
        return ReservedHeaders.contains(name) || OURS.contains(Words.lower(name));
    }
}

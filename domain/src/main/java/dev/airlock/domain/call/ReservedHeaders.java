package dev.airlock.domain.call;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Header names that no tool may set: they belong to Airlock or to HTTP itself, or they make servers treat a request as another one. */
public final class ReservedHeaders {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    private static final Set<String> NAMES = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "cookie2",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "origin",
            "proxy",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-http-method",
            "x-http-method-override",
            "x-host",
            "x-method-override",
            "x-original-url",
            "x-real-ip",
            "x-rewrite-url");

    private static final List<String> PREFIXES = List.of("proxy-", "sec-", "x-airlock-", "x-forwarded-");

    private ReservedHeaders() {}

    /** Returns whether a parameter of a tool must not be sent under this name; true for what is no header name at all. */
    public static boolean contains(String name) {
        // Some servers read an underscore as a hyphen.
        String folded = name.toLowerCase(Locale.ROOT).replace('_', '-');
        return !TOKEN.matcher(name).matches()
                || NAMES.contains(folded)
                || PREFIXES.stream().anyMatch(folded::startsWith);
    }
}

package dev.airlock.http.mcp;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** How a client proves who it acts for (RFC 6750), by the Authorization header and in no other way. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** Returns the presented token, or null where there is none. */
    static @Nullable String of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    /** Returns whether the URL carries a token, which proxies and histories would keep. */
    static boolean isInUrl(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && (query.contains("token=") || query.contains("airlock_") || query.contains("eyJ"));
    }
}

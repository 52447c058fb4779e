package dev.airlock.http.web;

import dev.airlock.domain.net.Loopback;
import dev.airlock.domain.net.OwnOrigin;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may talk to this server, and under which names it answers: its own, those of the loopback interface at any port, and the
 * origins that an operator adds. A page elsewhere that got its name to point here (DNS rebinding) has neither.
 */
public final class AllowedOrigins {

    private final String host;
    private final Set<String> origins = new HashSet<>();

    /** Allows the origin of the base URL, loopback origins, and more origins in the form {@code https://host[:port]}. */
    public AllowedOrigins(URI baseUrl, Collection<String> more) {
        this.host = baseUrl.getHost().toLowerCase(Locale.ROOT);
        origins.add(origin(baseUrl));
        more.forEach(origin -> origins.add(origin(URI.create(origin))));
    }

    /** Returns whether a request with this Origin header is welcome; one without comes from no web page. */
    public boolean allows(@Nullable String origin) {
        return origin == null || origins.contains(origin) || isLoopback(origin);
    }

    /** Returns whether the name, as it stands in the Host header without its port, is one of ours. */
    public boolean allowsHost(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return host.equals(lower) || Loopback.isName(lower);
    }

    private static String origin(URI url) {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("an origin looks like https://airlock.example.com, not " + url);
        }
        return OwnOrigin.text(url);
    }

    private static boolean isLoopback(String origin) {
        int start = origin.startsWith("http://") ? 7 : origin.startsWith("https://") ? 8 : -1;
        if (start < 0) {
            return false;
        }
        int colon = origin.lastIndexOf(':');
        boolean hasPort = colon > start && origin.charAt(origin.length() - 1) != ']';
        String name = origin.substring(start, hasPort ? colon : origin.length());
        return Loopback.isName(name) && (!hasPort || isPort(origin, colon + 1));
    }

    private static boolean isPort(String origin, int from) {
        return from < origin.length() && Ascii.consistsOf(origin.substring(from), Ascii::isDigit);
    }
}

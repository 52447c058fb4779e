package dev.airlock.domain.net;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The origin (RFC 6454) under which an installation is reached. The names of this very machine count as one. */
public final class OwnOrigin {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final String text;
    private final Set<String> all;

    /** Takes scheme, host and port of a base URL. */
    public OwnOrigin(URI base) {
        text = text(base);
        all = Loopback.isName(base.getHost())
                ? Loopback.names().stream().map(name -> text(base, name)).collect(Collectors.toUnmodifiableSet())
                : Set.of(text);
    }

    /** Returns the origin of an address as browsers write it: in lower case, and without the port that its scheme stands for. */
    public static String text(URI address) {
        return text(address, address.getHost());
    }

    private static String text(URI address, String host) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        String port = address.getPort() == -1 || address.getPort() == standard ? "" : ":" + address.getPort();
        return scheme + "://" + host.toLowerCase(Locale.ROOT) + port;
    }

    /** Returns whether an origin, as browsers write it, is this one. */
    public boolean is(String origin) {
        return all.contains(origin);
    }

    /** Returns the origin as browsers write it. */
    @Override
    public String toString() {
        return text;
    }
}

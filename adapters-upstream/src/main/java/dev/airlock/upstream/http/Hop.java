package dev.airlock.upstream.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One step of a redirect.
 *
 * @param trusted whether the caller's headers and credential may go there
 */
record Hop(URI address, boolean trusted) {
    /** Scheme, host and port. */
    boolean sharesOrigin(Hop other) {
        return address.getScheme().equals(other.address.getScheme())
                && HostPort.plain(address.getHost()).equals(HostPort.plain(other.address.getHost()))
                && AddressGuard.port(address) == AddressGuard.port(other.address);
    }

    /**
     * Returns where a Location header leads from here: with the credential only below the base path of the same origin, without it to any other
     * origin. Null where it must not be followed.
     */
    @Nullable
    Hop next(@Nullable String location, Hop base) {
        URI to = location == null ? null : resolved(location);
        if (to == null || to.getRawUserInfo() != null || to.getHost() == null || isDowngrade(to)) {
            return null;
        }
        var next = new Hop(to, false);
        if (!next.sharesOrigin(base)) {
            return next;
        }
        return trusted && isBelow(base.address.getRawPath(), to.getRawPath()) ? new Hop(to, true) : null;
    }

    private @Nullable URI resolved(String location) {
        try {
            return address.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isDowngrade(URI to) {
        boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
        return !web || ("https".equals(address.getScheme()) && "http".equals(to.getScheme()));
    }

    private static boolean isBelow(@Nullable String base, @Nullable String path) {
        String directory = base == null ? "/" : base.endsWith("/") ? base : base + "/";
        String target = path == null ? "" : path;
        return !PathSteps.hasStep(Percent.decode(target)) && (target + "/").startsWith(directory);
    }
}

package dev.airlock.upstream.http;

import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.net.WebOrigin;
import java.net.URI;
import java.util.Map;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** The base URL of an operation, whose places are filled for each connection. */
final class Base {
    private final UrlTemplate url;
    private final @Nullable Spot fixed;

    Base(UrlTemplate url) {
        this.url = url;
        URI address = url.fixed();
        this.fixed = address == null ? null : Spot.of(address);
    }

    /**
     * A base URL as it is for one connection.
     *
     * @param path what stands before every path, as it goes on the wire, without a slash at its end
     */
    record Spot(Hop hop, HttpHost host, String origin, String path) {
        private static Spot of(URI address) {
            String raw = address.getRawPath() == null ? "" : address.getRawPath();
            if (raw.startsWith("//")) {
                throw new IllegalArgumentException("the path of " + address + " must start with one slash");
            }
            return new Spot(
                    new Hop(address, true),
                    UpstreamClient.host(address),
                    WebOrigin.of(address),
                    PathTemplate.literal(raw.replaceFirst("/$", "")));
        }
    }

    /** Returns the base URL with these values; null where one is missing or does not fit, and nothing can be sent. */
    @Nullable
    Spot at(Map<String, String> variables) {
        if (fixed != null) {
            return fixed;
        }
        try {
            return Spot.of(url.at(variables));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The base URL with its places, which is no origin. */
    @Override
    public String toString() {
        return url.toString();
    }
}

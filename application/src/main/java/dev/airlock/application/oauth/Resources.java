package dev.airlock.application.oauth;

import dev.airlock.domain.net.OwnOrigin;
import dev.airlock.domain.oauth.McpResource;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The MCP endpoints under the URLs by which clients name them (RFC 8707). The names of this very machine count as one. */
public final class Resources {
    /** Where the metadata of an endpoint is (RFC 9728): under this path, followed by the endpoint's. */
    public static final String METADATA = "/.well-known/oauth-protected-resource";

    private final OwnOrigin own;

    /** Names endpoints below a base URL: scheme, host and port, no path. */
    public Resources(URI base) {
        this.own = new OwnOrigin(base);
    }

    /** The issuer's identifier, a bare origin. */
    public String issuer() {
        return own.toString();
    }

    /** The origin that a client wrote to get here, if it is one of ours; else, for instance behind a proxy, the issuer's. */
    public String origin(String scheme, String host, int port) {
        try {
            URI uri = new URI(scheme, null, host, port, null, null, null);
            return uri.getHost() != null && own.is(OwnOrigin.text(uri)) ? OwnOrigin.text(uri) : issuer();
        } catch (URISyntaxException e) {
            return issuer();
        }
    }

    /** The endpoint's URL. */
    public String url(McpResource resource) {
        return issuer() + resource.path();
    }

    /** Returns the endpoint that a resource indicator names, or null where it is none of ours; a slash at the end and the case of the host do not matter. */
    public @Nullable McpResource find(String indicator) {
        try {
            URI uri = new URI(indicator);
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return plain && uri.getScheme() != null && uri.getHost() != null && own.is(OwnOrigin.text(uri))
                    ? McpResource.of(uri.getRawPath())
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}

package dev.airlock.domain.oauth;

import dev.airlock.domain.identity.Slug;
import org.jspecify.annotations.Nullable;

/**
 * An MCP endpoint as a protected resource (RFC 9728), to which an access token is bound.
 *
 * @param server the server, or null for the organization's own endpoint
 */
public record McpResource(Slug organization, @Nullable Slug server) {
    private static final String ROOT = "/mcp/";

    /** Reads {@code /mcp/<organization>} or {@code /mcp/<organization>/<server>}, with or without a slash at its end; null where it is neither. */
    public static @Nullable McpResource of(String path) {
        if (!path.startsWith(ROOT)) {
            return null;
        }
        String[] names = path.substring(ROOT.length()).replaceFirst("/$", "").split("/", -1);
        if (names.length > 2 || !Slug.isValid(names[0])) {
            return null;
        }
        if (names.length == 1) {
            return new McpResource(new Slug(names[0]), null);
        }
        return Slug.isValid(names[1]) ? new McpResource(new Slug(names[0]), new Slug(names[1])) : null;
    }

    /** The path of its URL. */
    public String path() {
        return ROOT + organization + (server == null ? "" : "/" + server);
    }

    @Override
    public String toString() {
        return path();
    }
}

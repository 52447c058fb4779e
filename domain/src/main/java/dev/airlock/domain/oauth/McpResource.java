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
        int end = path.length() - (path.endsWith("/") ? 1 : 0);
        if (!path.startsWith(ROOT) || end <= ROOT.length()) {
            return null;
        }
        int slash = path.indexOf('/', ROOT.length());
        String organization = path.substring(ROOT.length(), slash < 0 ? end : slash);
        String server = slash < 0 || slash == end ? null : path.substring(slash + 1, end);
        return Slug.isValid(organization) && (server == null || Slug.isValid(server))
                ? new McpResource(new Slug(organization), server == null ? null : new Slug(server))
                : null;
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

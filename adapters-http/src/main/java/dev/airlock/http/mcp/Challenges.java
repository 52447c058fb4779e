package dev.airlock.http.mcp;

import dev.airlock.application.oauth.Resources;
import dev.airlock.application.oauth.Scopes;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.http.web.Origin;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What a client is told that has no good token: where it learns how to get one (RFC 9728), and what to ask for. */
final class Challenges {
    private final Resources resources;

    Challenges(Resources resources) {
        this.resources = resources;
    }

    /** To a client that presented no token at an endpoint of this path. */
    HttpAnswer.Unauthorized missing(HttpServletRequest request, @Nullable McpResource resource, String path) {
        return new HttpAnswer.Unauthorized("Bearer " + how(request, resource, path));
    }

    /** To a client whose token is no good. */
    HttpAnswer.Unauthorized invalid(
            HttpServletRequest request, @Nullable McpResource resource, String path, String description) {
        return new HttpAnswer.Unauthorized("Bearer error=\"invalid_token\", error_description=\"" + description + "\", "
                + how(request, resource, path));
    }

    private String how(HttpServletRequest request, @Nullable McpResource resource, String path) {
        String scope = "scope=\"" + Scopes.TOOLS + "\"";
        return resource == null
                ? scope
                : "resource_metadata=\"" + Origin.of(request, resources) + Resources.METADATA + path + "\", " + scope;
    }
}

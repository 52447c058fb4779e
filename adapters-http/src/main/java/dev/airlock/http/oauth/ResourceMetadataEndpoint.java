package dev.airlock.http.oauth;

import dev.airlock.application.oauth.Resources;
import dev.airlock.application.oauth.Scopes;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.http.web.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Who issues tokens for an MCP endpoint (RFC 9728). It says the same of one that does not exist: strangers learn nothing of what does. */
final class ResourceMetadataEndpoint implements Endpoint {
    private final Resources resources;

    ResourceMetadataEndpoint(Resources resources) {
        this.resources = resources;
    }

    @Override
    public Reply answer(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || McpResource.of(path) == null
                ? Reply.notFound()
                : Reply.of(200, metadata(Origin.of(request, resources) + path));
    }

    private Json.Obj metadata(String resource) {
        return Json.object()
                .put("resource", resource)
                .put("authorization_servers", Json.strings(List.of(resources.issuer())))
                .put("scopes_supported", Json.strings(Scopes.ALL))
                .put("bearer_methods_supported", Json.strings(List.of("header")))
                .put("resource_name", "Airlock")
                .build();
    }
}

package dev.airlock.http.api;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.server.Server;
import java.net.URI;

/** Where agents reach servers. */
final class McpUrls {
    private final String base;

    McpUrls(URI baseUrl) {
        this.base = baseUrl.toString().replaceAll("/+$", "");
    }

    String of(Caller caller, Server server) {
        return of(new McpResource(caller.organization().slug(), server.slug()));
    }

    String of(McpResource resource) {
        return base + resource.path();
    }
}

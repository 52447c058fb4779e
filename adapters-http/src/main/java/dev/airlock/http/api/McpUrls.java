package dev.airlock.http.api;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.server.Server;
import java.net.URI;

/** Where agents reach servers. */
final class McpUrls {
    private final String base;

    McpUrls(URI baseUrl) {
        this.base = baseUrl.toString().replaceAll("/+$", "");
    }

    String of(Caller caller, Server server) {
        return base + "/mcp/" + caller.organization().slug() + "/" + server.slug();
    }
}

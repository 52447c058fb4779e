package dev.airlock.http.mcp;

import dev.airlock.application.oauth.ConnectByTicket;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.oauth.McpResource;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as clients see it.
 *
 * @param endpoint the URL of the MCP endpoint that it is for, as the client wrote it
 */
record Ticket(String secret, String endpoint) {
    /** What follows an endpoint's path where its tickets are issued. */
    static final String PATH = "/ticket";

    private static final String QUERY = "ticket=";

    /** Returns the ticket that a request for a WebSocket brings instead of a token, which is all that its query may hold; null where there is none. */
    static @Nullable String of(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null
                        && query.startsWith(QUERY + ConnectByTicket.PREFIX)
                        && query.indexOf('&') < 0
                        && Handshake.isAskedFor(request)
                ? query.substring(QUERY.length())
                : null;
    }

    /** Returns whether tickets are issued at this path: below a server's endpoint, whatever the name of the server. */
    static boolean isIssuedAt(String path) {
        return path.endsWith(PATH) && McpResource.of(path) == null;
    }

    byte[] json() {
        return JsonWriter.write(Json.object()
                .put("ticket", secret)
                .put("url", endpoint.replaceFirst("^http", "ws") + "?" + QUERY + secret)
                .put("expiresIn", ConnectByTicket.LIFETIME.toSeconds())
                .build());
    }
}

package dev.airlock.http.mcp;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** How a client asks for a WebSocket (RFC 6455), as far as MCP has a say in it. */
final class Handshake {
    /** The subprotocol that all clients name: one JSON-RPC message in each text frame. */
    static final String SUBPROTOCOL = "mcp";

    /** What is said of a handshake that is none. */
    static final String INCOMPLETE = "this is no handshake of a WebSocket: it is a GET of HTTP/1.1 with the headers"
            + " Connection: Upgrade, Upgrade: websocket, Sec-WebSocket-Version: 13 and Sec-WebSocket-Key";

    private Handshake() {}

    /** Returns whether the request asks that its connection become a WebSocket. */
    static boolean isAskedFor(HttpServletRequest request) {
        return request.getMethod().equals("GET") && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** Returns what is wrong with what is asked for, or null. */
    static @Nullable String fault(HttpServletRequest request) {
        if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))
                || request.getHeader("Sec-WebSocket-Key") == null) {
            return INCOMPLETE;
        }
        boolean speaksMcp = Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .anyMatch(protocol -> protocol.strip().equals(SUBPROTOCOL));
        return speaksMcp ? null : "a WebSocket here speaks MCP; send the header Sec-WebSocket-Protocol: " + SUBPROTOCOL;
    }
}

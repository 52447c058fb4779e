package dev.airlock.http.mcp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/** Cross-origin answers to pages that {@link AllowedOrigins} let in. No cookie counts here, so none is asked for. */
final class Cors {
    private static final String METHODS = "GET, POST, DELETE, OPTIONS";
    private static final String HEADERS = "Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Session-Id,"
            + " Mcp-Method, Mcp-Name, Last-Event-ID";
    private static final String EXPOSED = "WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version";
    private static final String PARAMETER = "mcp-param-";

    private Cors() {}

    /** Lets the page read the answer. */
    static void expose(String origin, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        response.setHeader("Vary", "Origin");
    }

    /** Says what the page may send. */
    static void preflight(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", HEADERS + parameters(request));
        response.setHeader("Access-Control-Max-Age", "600");
    }

    /** Browsers know no wildcard within a name, so the parameter headers that this page asks for are named one by one. */
    private static String parameters(HttpServletRequest request) {
        String asked = request.getHeader("Access-Control-Request-Headers");
        var named = new StringBuilder();
        for (String header : asked == null ? new String[0] : asked.split(",")) {
            String name = header.strip();
            if (name.toLowerCase(Locale.ROOT).startsWith(PARAMETER) && HeaderValue.isToken(name)) {
                named.append(", ").append(name);
            }
        }
        return named.toString();
    }
}

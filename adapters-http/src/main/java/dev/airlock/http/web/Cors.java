package dev.airlock.http.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/** Who may come in from which web page, under which name, and what a page elsewhere may read. No cookie counts here, so none is asked for. */
public final class Cors {
    private static final String METHODS = "GET, POST, DELETE, OPTIONS";
    private static final String HEADERS = "Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Session-Id,"
            + " Mcp-Method, Mcp-Name, Last-Event-ID";
    private static final String EXPOSED = "WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version";
    private static final String PARAMETER = "mcp-param-";

    private final AllowedOrigins origins;

    /** Lets in what these origins and names allow. */
    public Cors(AllowedOrigins origins) {
        this.origins = origins;
    }

    /** What becomes of a request. */
    public enum Entry {
        /** The page, or the name, is none that is served; nothing is answered yet. */
        REFUSED,
        /** A browser asked what the page may send, and has been told. */
        ANSWERED,
        /** It may come in, and the page may read the answer. */
        ADMITTED
    }

    /** Decides, before anything else is looked at. */
    public Entry meet(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (!origins.allows(origin) || !origins.allowsHost(request.getServerName())) {
            return Entry.REFUSED;
        }
        if (origin != null) {
            expose(origin, response);
        }
        if (request.getMethod().equals("OPTIONS")) {
            preflight(request, response);
            return Entry.ANSWERED;
        }
        return Entry.ADMITTED;
    }

    private static void expose(String origin, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        response.setHeader("Vary", "Origin");
    }

    private static void preflight(HttpServletRequest request, HttpServletResponse response) {
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
            if (name.toLowerCase(Locale.ROOT).startsWith(PARAMETER) && Ascii.isToken(name)) {
                named.append(", ").append(name);
            }
        }
        return named.toString();
    }
}

package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC error and the HTTP status under which it travels.
 *
 * @param data more for programs, or null
 */
record RpcError(
        int status, int code, String message, @Nullable Json data) {
    private static final int MAX_WORD = 100;
    private static final int REFUSED = -32000;
    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL = -32603;
    private static final int HEADER_MISMATCH = -32020;
    private static final int MISSING_CAPABILITY = -32021;
    private static final int UNSUPPORTED_VERSION = -32022;
    private static final int URL_ELICITATION_REQUIRED = -32042;

    /** What a request is told that comes by another method. */
    static final String ONLY_POST = "this endpoint takes POST alone; there is no session to read or delete";

    /** What is said of a server that is not there, or not for this caller. */
    static final RpcError NO_SERVER = refused(404, "there is no such MCP server, or your token does not reach it");

    /** HTTP alone refuses the request, whatever is in it. */
    static RpcError refused(int status, String message) {
        return new RpcError(status, REFUSED, message, null);
    }

    /** The body is not JSON. */
    static RpcError notJson(String message) {
        return new RpcError(400, PARSE_ERROR, "the body is not acceptable JSON: " + message, null);
    }

    /** The body is JSON but no JSON-RPC message. */
    static RpcError notARequest(String message) {
        return new RpcError(400, INVALID_REQUEST, message, null);
    }

    /** There is no such method. */
    static RpcError unknownMethod(int status, String method) {
        return new RpcError(status, METHOD_NOT_FOUND, "there is no method " + quoted(method) + " here", null);
    }

    /** The method's parameters are wrong. */
    static RpcError invalidParams(String message) {
        return new RpcError(200, INVALID_PARAMS, message, null);
    }

    /** What every modern request must carry is missing. */
    static RpcError incompleteMeta(String message) {
        return new RpcError(400, INVALID_PARAMS, message, null);
    }

    /** A request header and the body disagree. */
    static RpcError headerMismatch(String message) {
        return new RpcError(400, HEADER_MISMATCH, message, null);
    }

    /** The request is of a revision that is not served. */
    static RpcError unsupportedVersion(String requested, String supported) {
        Json data = Json.object()
                .put("supported", Json.strings(List.of(supported)))
                .put("requested", cut(requested))
                .build();
        return new RpcError(400, UNSUPPORTED_VERSION, "this server speaks " + supported, data);
    }

    /** The client has not declared an extension that the request is of. */
    static RpcError undeclaredExtension(String extension) {
        Json.Obj extensions = Json.object().put(extension, Json.Obj.EMPTY).build();
        Json data = Json.object()
                .put(
                        "requiredCapabilities",
                        Json.object().put("extensions", extensions).build())
                .build();
        return new RpcError(400, MISSING_CAPABILITY, "the client capabilities must declare " + extension, data);
    }

    /** The user must open a page first; of the legacy era. */
    static RpcError urlElicitationRequired(Json.Obj elicitation) {
        Json data = Json.object()
                .put("elicitations", new Json.Arr(List.of(elicitation)))
                .build();
        return new RpcError(200, URL_ELICITATION_REQUIRED, "nothing was sent: " + elicitation.text("message"), data);
    }

    /** Airlock cannot do it now; another time it can. */
    static RpcError unavailable(String message) {
        return new RpcError(503, INTERNAL, message, null);
    }

    /** Returns a client's own word in quotes, cut where it is long: an error is no place to send it back whole. */
    static String quoted(String word) {
        return "\"" + cut(word) + "\"";
    }

    private static String cut(String word) {
        return word.length() > MAX_WORD ? word.substring(0, MAX_WORD) + "…" : word;
    }

    /** Airlock failed. */
    static RpcError internal(String message) {
        return new RpcError(500, INTERNAL, message, null);
    }
}

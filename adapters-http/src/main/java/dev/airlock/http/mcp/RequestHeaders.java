package dev.airlock.http.mcp;

import java.util.List;

/** The headers of a request; names are compared without case. */
@FunctionalInterface
interface RequestHeaders {
    /** The protocol revision that the client speaks. */
    String VERSION = "MCP-Protocol-Version";

    /** The session of the legacy era that the request belongs to. */
    String SESSION = "Mcp-Session-Id";

    /** Returns every value under the name, without surrounding blanks. */
    List<String> all(String name);
}

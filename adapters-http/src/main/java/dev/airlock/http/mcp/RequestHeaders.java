package dev.airlock.http.mcp;

import java.util.List;

/** The headers of a request; names are compared without case. */
@FunctionalInterface
interface RequestHeaders {
    /** The protocol revision that the client speaks. */
    String VERSION = "MCP-Protocol-Version";

    /** Returns every value under the name, without surrounding blanks. */
    List<String> all(String name);
}

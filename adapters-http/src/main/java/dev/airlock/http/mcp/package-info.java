/** The MCP endpoint: JSON-RPC over Streamable HTTP, one class for each era of the protocol. */
@NullMarked
package dev.airlock.http.mcp;

import org.jspecify.annotations.NullMarked;

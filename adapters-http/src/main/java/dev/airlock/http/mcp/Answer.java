package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import org.jspecify.annotations.Nullable;

/** What goes back to the client. */
sealed interface Answer {
    /** A whole JSON-RPC response in UTF-8. */
    record Result(byte[] json) implements Answer {}

    /** An error; the id is null where the request's could not be read. */
    record Failure(@Nullable Json id, RpcError error) implements Answer {}

    /** That a token is wanted, and how to present it. */
    record Unauthorized(String challenge) implements Answer {}

    /** Nothing more than that the message arrived. */
    record Accepted() implements Answer {}

    /** A stream of notifications that ends with the response to this id. */
    record Listening(Exchange exchange, Json id, boolean toolsListChanged) implements Answer {}
}

package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import org.jspecify.annotations.Nullable;

/** One message of a client. */
sealed interface Message {
    /** Wants an answer with its id. */
    record Request(Json id, String method, Json.Obj params) implements Message {}

    /** Wants none. */
    record Notification(String method, Json.Obj params) implements Message {}

    /** Opens the stream of a session of the legacy era; it has no text. */
    record Opening() implements Message {}

    /** Answers a request of ours; there are none. */
    record Response() implements Message {}

    /**
     * Is not a message.
     *
     * @param id the id it would have had, where that much could be read
     */
    record Malformed(@Nullable Json id, RpcError error) implements Message {}
}

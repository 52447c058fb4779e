package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a message is answered with. */
sealed interface Answer extends HttpAnswer {
    /** A JSON-RPC response. */
    sealed interface Response extends Answer {
        /** All of it, in UTF-8. */
        byte[] json();
    }

    /** A result. */
    record Result(byte[] json) implements Response {}

    /** An error; the id is null where the request's could not be read. */
    record Failure(@Nullable Json id, RpcError error) implements Response {
        @Override
        public byte[] json() {
            return ResultFrame.error(id, error);
        }
    }

    /** A call of a tool that nothing in its message forbids. Whoever makes it waits for its response, which may take long. */
    record Calling(Json id, Supplier<Response> call) implements Answer {}

    /** The result that begins a session. */
    record Begun(Result result, String session) implements Response {
        @Override
        public byte[] json() {
            return result.json();
        }
    }

    /** Nothing more than that the message arrived. */
    record Accepted() implements Answer {}

    /** A stream of notifications; the id is that of the request which wants it, or null. */
    record Listening(Exchange exchange, @Nullable Json id, NotificationStream.Opening stream) implements Answer {}
}

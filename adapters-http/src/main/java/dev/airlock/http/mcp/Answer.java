package dev.airlock.http.mcp;

import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a message is answered with. */
sealed interface Answer extends HttpAnswer {
    /** What came of a call: a response, or that it has to wait for a person. */
    sealed interface Outcome extends Answer {}

    /** A JSON-RPC response. */
    sealed interface Response extends Outcome {
        /** All of it, in UTF-8. */
        byte[] json();

        /** What is in it, without its id. */
        default Body body() {
            String name = this instanceof Failure ? "error" : "result";
            Json.Obj whole =
                    RawJson.trusted(new String(json(), StandardCharsets.UTF_8)).parse();
            return new Body(name, Objects.requireNonNull(whole.get(name)));
        }
    }

    /**
     * What is in a response.
     *
     * @param name {@code result} or {@code error}
     */
    record Body(String name, Json value) {}

    /** A result. */
    record Result(byte[] json) implements Response {}

    /** An error; the id is null where the request's could not be read. */
    record Failure(@Nullable Json id, RpcError error) implements Response {
        @Override
        public byte[] json() {
            return ResultFrame.error(id, error);
        }
    }

    /** A call of a tool that nothing in its message forbids. Whoever makes it waits for what comes of it, which may take long. */
    record Calling(Json id, Supplier<Outcome> call) implements Answer {}

    /**
     * That a call waits for a person, or that somebody asks what became of one.
     *
     * @param request what is answered when it has ended, or when it was waited for long enough
     * @param words puts either into the words of the request's era
     */
    record Waiting(
            Exchange exchange,
            Message.Request request,
            CallOutcome.AwaitingApproval call,
            Function<CallOutcome, Response> words)
            implements Outcome {
        /** The answer that it has not ended. */
        Response pending() {
            return words.apply(call);
        }
    }

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

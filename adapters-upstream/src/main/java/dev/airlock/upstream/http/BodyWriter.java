package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import java.util.Set;

/** Writes the body of one operation. Thread-safe. */
interface BodyWriter {
    /** A body that is not sent. */
    Written NOTHING = new Written("", new byte[0]);

    /** A body; nothing is sent where it has no bytes. */
    record Written(String contentType, byte[] bytes) {}

    /** Writes the body, or notes in the draft what is wrong with the arguments. */
    Written write(Json.Obj arguments, Draft draft);

    /**
     * Makes the writer of a body; one that cannot be sent is an {@link IllegalArgumentException}.
     *
     * @param parameters the arguments that are parameters, and so no part of the body
     */
    static BodyWriter of(Body body, Set<String> parameters, String method) {
        return switch (body) {
            case Body.Encoded encoded -> EncodedBodyWriter.of(encoded, parameters, method);
            case Body.GraphQl stored -> new GraphQlBodyWriter(stored);
        };
    }
}

package dev.airlock.http.oauth;

import dev.airlock.application.oauth.OAuthError;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.util.HashMap;
import java.util.Map;

/** What goes back to a client. */
record Reply(int status, Map<String, String> headers, byte[] json) {
    private static final String RETRY_AFTER = "Retry-After";

    /** Something that was asked for. */
    static Reply of(int status, Json.Obj body) {
        return new Reply(status, Map.of(), JsonWriter.write(body));
    }

    /** An error, with the status that its code calls for. */
    static Reply of(OAuthError error) {
        return switch (error.code()) {
            case "invalid_client" -> of(401, error);
            case "temporarily_unavailable" -> of(503, error).with(RETRY_AFTER, "5");
            default -> of(400, error);
        };
    }

    /** An error with a status of its own. */
    static Reply of(int status, OAuthError error) {
        return of(
                status,
                Json.object()
                        .put("error", error.code())
                        .put("error_description", error.description())
                        .build());
    }

    /** That there is nothing under this path. */
    static Reply notFound() {
        return of(404, OAuthError.invalidRequest("there is nothing here"));
    }

    /** That too much comes from one place. */
    static Reply tooMany(String description, int seconds) {
        return of(429, OAuthError.unavailable(description)).with(RETRY_AFTER, Integer.toString(seconds));
    }

    /** The same with one header more. */
    Reply with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, Map.copyOf(more), json);
    }
}

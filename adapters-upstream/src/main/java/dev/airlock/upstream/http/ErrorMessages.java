package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the words in which an API says what went wrong, where APIs put them. */
final class ErrorMessages {
    private static final int MAX_DEPTH = 3;
    private static final int MAX_ITEMS = 5;
    private static final List<String> MEMBERS =
            List.of("detail", "message", "error_description", "description", "error", "title", "fault", "errors");

    private ErrorMessages() {}

    /** Returns the message in a body, or null where it is no JSON object or has none. */
    static @Nullable String in(byte[] body) {
        try {
            return body.length > 0 && body[0] == '{' ? in(JsonReader.read(body)) : null;
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    /** Returns the message in a value, or null where it has none. */
    static @Nullable String in(Json json) {
        return in(json, 0);
    }

    private static @Nullable String in(Json json, int depth) {
        return switch (json) {
            case Json.Str(String text) -> text;
            case Json.Obj object
            when depth < MAX_DEPTH ->
                MEMBERS.stream()
                        .map(object::get)
                        .map(member -> member == null ? null : in(member, depth + 1))
                        .filter(text -> text != null && !text.isBlank())
                        .findFirst()
                        .orElse(null);
            case Json.Arr(List<Json> items)
            when depth < MAX_DEPTH && !items.isEmpty() ->
                items.stream()
                        .limit(MAX_ITEMS)
                        .map(item -> in(item, depth + 1))
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.joining("; "));
            default -> null;
        };
    }
}

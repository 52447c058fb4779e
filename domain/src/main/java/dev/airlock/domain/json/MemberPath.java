package dev.airlock.domain.json;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where something stands in a JSON value: names with dots between them, {@code **} for any depth, such as {@code data.**.userErrors}. Arrays on the way are
 * passed through, each item in turn.
 */
public record MemberPath(String text) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_$@-]{1,60}|\\*\\*)(\\.([A-Za-z0-9_$@-]{1,60}|\\*\\*)){0,9}");
    private static final String ANY_DEPTH = "**";

    /** What is not valid is an {@link IllegalArgumentException} that says what would be. */
    public MemberPath {
        if (!FORM.matcher(text).matches() || text.endsWith(ANY_DEPTH)) {
            throw new IllegalArgumentException(
                    "\"" + text
                            + "\" names no member; write ok, error.code, or data.**.userErrors for userErrors at any depth below data");
        }
    }

    /** Returns whether it begins at any depth. */
    public boolean isAnywhere() {
        return text.startsWith(ANY_DEPTH);
    }

    /** Returns what stands there, in the order of the value. */
    public Stream<Json> in(Json value) {
        return find(value, List.of(text.split("\\.", -1)));
    }

    private static Stream<Json> find(Json at, List<String> path) {
        if (path.isEmpty()) {
            return Stream.of(at);
        }
        boolean anyDepth = path.getFirst().equals(ANY_DEPTH);
        List<String> rest = path.subList(1, path.size());
        Stream<Json> here = anyDepth ? find(at, rest) : Stream.of();
        Stream<Json> below = switch (at) {
            case Json.Obj object
            when !anyDepth -> {
                Json next = object.get(path.getFirst());
                yield next == null ? Stream.of() : find(next, rest);
            }
            case Json.Obj(Map<String, Json> members) ->
                members.values().stream().flatMap(child -> find(child, path));
            case Json.Arr(List<Json> items) -> items.stream().flatMap(child -> find(child, path));
            default -> Stream.of();
        };
        return Stream.concat(here, below);
    }

    /** The path as people write it. */
    @Override
    public String toString() {
        return text;
    }
}

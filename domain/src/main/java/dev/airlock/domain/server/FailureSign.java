package dev.airlock.domain.server;

import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something in an answer of success that says that the call failed.
 *
 * @param member where it stands: names with dots between them, {@code **} for any depth, such as {@code ok} or {@code data.**.userErrors}
 * @param equal the text, number or boolean that it then has, as text; null where it says so by being there and not empty
 */
public record FailureSign(String member, @Nullable String equal) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_$@-]{1,60}|\\*\\*)(\\.([A-Za-z0-9_$@-]{1,60}|\\*\\*)){0,9}");
    private static final int MAX_VALUE = 100;
    private static final String ANY_DEPTH = "**";

    /** What is not valid is an {@link IllegalArgumentException} that says what would be. */
    public FailureSign {
        if (!FORM.matcher(member).matches() || member.endsWith(ANY_DEPTH)) {
            throw new IllegalArgumentException(
                    "\"" + member
                            + "\" names no member; write ok, error.code, or data.**.userErrors for userErrors at any depth below data");
        }
        if (equal != null && (equal.isBlank() || equal.length() > MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "the value of " + member + " must have 1 to " + MAX_VALUE + " characters");
        }
    }

    /** Returns what in the answer says that the call failed, or null where nothing does. */
    public @Nullable Json in(Json answer) {
        boolean anywhere = member.startsWith(ANY_DEPTH);
        return answer instanceof Json.Obj || anywhere ? find(answer, List.of(member.split("\\.", -1))) : null;
    }

    private @Nullable Json find(Json at, List<String> path) {
        if (path.isEmpty()) {
            return saysSo(at) ? at : null;
        }
        boolean anyDepth = path.getFirst().equals(ANY_DEPTH);
        List<String> rest = path.subList(1, path.size());
        Json here = anyDepth ? find(at, rest) : null;
        if (here != null) {
            return here;
        }
        return switch (at) {
            case Json.Obj object
            when !anyDepth -> {
                Json next = object.get(path.getFirst());
                yield next == null ? null : find(next, rest);
            }
            case Json.Obj(Map<String, Json> members) -> first(members.values(), path);
            case Json.Arr(List<Json> items) -> first(items, path);
            default -> null;
        };
    }

    private @Nullable Json first(Iterable<Json> children, List<String> path) {
        for (Json child : children) {
            Json found = find(child, path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean saysSo(Json value) {
        return switch (value) {
            case Json.Null n -> false;
            case Json.Bool(boolean bool) -> equal == null ? bool : equal.equals(Boolean.toString(bool));
            case Json.Num(String literal) -> equal == null ? !literal.equals("0") : equal.equals(literal);
            case Json.Str(String text) -> equal == null ? !text.isEmpty() : equal.equals(text);
            case Json.Arr(List<Json> items) -> equal == null && !items.isEmpty();
            case Json.Obj(Map<String, Json> members) -> equal == null && !members.isEmpty();
        };
    }

    /** The sign as people write it: {@code ok = false}, or the member alone. */
    @Override
    public String toString() {
        return equal == null ? member : member + " = " + equal;
    }
}

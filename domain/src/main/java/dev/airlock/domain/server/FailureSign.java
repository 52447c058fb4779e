package dev.airlock.domain.server;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.MemberPath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something in an answer of success that says that the call failed.
 *
 * @param member where it stands, such as {@code ok} or {@code data.**.userErrors}
 * @param equal the text, number or boolean that it then has, as text; null where it says so by being there and not empty
 */
public record FailureSign(MemberPath member, @Nullable String equal) {
    private static final int MAX_VALUE = 100;

    /** What is not valid is an {@link IllegalArgumentException} that says what would be. */
    public FailureSign {
        if (equal != null && (equal.isBlank() || equal.length() > MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "the value of " + member + " must have 1 to " + MAX_VALUE + " characters");
        }
    }

    /** A sign at this member. */
    public FailureSign(String member, @Nullable String equal) {
        this(new MemberPath(member), equal);
    }

    /** Returns what in the answer says that the call failed, or null where nothing does. */
    public @Nullable Json in(Json answer) {
        boolean searched = !(answer instanceof Json.Arr) || member.isAnywhere();
        return searched ? member.in(answer).filter(this::saysSo).findFirst().orElse(null) : null;
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
        return equal == null ? member.text() : member + " = " + equal;
    }
}

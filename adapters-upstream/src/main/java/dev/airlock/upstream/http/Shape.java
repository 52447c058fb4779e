package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An argument as parameters can write it: a text, a list of texts, or named texts. */
sealed interface Shape {
    /** One text. */
    record Scalar(String text) implements Shape {}

    /** Several texts. */
    record Items(List<String> texts) implements Shape {}

    /** Named texts, in order. */
    record Members(List<Pair> pairs) implements Shape {}

    /** A name and a text. */
    record Pair(String name, String text) {}

    /** Returns the value's shape, nulls left out; null where lists or objects are nested. */
    static @Nullable Shape of(Json value) {
        return switch (value) {
            case Json.Arr(List<Json> items) -> items(items);
            case Json.Obj(Map<String, Json> members) -> members(members);
            default -> {
                String text = text(value);
                yield text == null ? new Items(List.of()) : new Scalar(text);
            }
        };
    }

    /** Returns the text of a simple value; null for everything else. */
    static @Nullable String text(Json value) {
        return switch (value) {
            case Json.Str(String text) -> text;
            case Json.Num(String literal) -> literal;
            case Json.Bool(boolean bool) -> Boolean.toString(bool);
            case Json.Null n -> null;
            case Json.Obj o -> null;
            case Json.Arr a -> null;
        };
    }

    private static @Nullable Shape items(List<Json> items) {
        var texts = new ArrayList<String>();
        for (Json item : items) {
            String text = text(item);
            if (text != null) {
                texts.add(text);
            } else if (!(item instanceof Json.Null)) {
                return null;
            }
        }
        return new Items(texts);
    }

    private static @Nullable Shape members(Map<String, Json> members) {
        var pairs = new ArrayList<Pair>();
        for (Map.Entry<String, Json> member : members.entrySet()) {
            String text = text(member.getValue());
            if (text != null) {
                pairs.add(new Pair(member.getKey(), text));
            } else if (!(member.getValue() instanceof Json.Null)) {
                return null;
            }
        }
        return new Members(pairs);
    }

    /** Returns whether there is nothing to write. */
    default boolean isEmpty() {
        return switch (this) {
            case Scalar s -> false;
            case Items(List<String> texts) -> texts.isEmpty();
            case Members(List<Pair> pairs) -> pairs.isEmpty();
        };
    }

    /** Returns every text and name, for checks. */
    default Stream<String> everyText() {
        return switch (this) {
            case Scalar(String text) -> Stream.of(text);
            case Items(List<String> texts) -> texts.stream();
            case Members(List<Pair> pairs) -> pairs.stream().flatMap(pair -> Stream.of(pair.name(), pair.text()));
        };
    }

    /** Writes everything as one text. */
    default String joined(String separator, boolean explode, UnaryOperator<String> encode) {
        return switch (this) {
            case Scalar(String text) -> encode.apply(text);
            case Items(List<String> texts) -> texts.stream().map(encode).collect(Collectors.joining(separator));
            case Members(List<Pair> pairs) ->
                pairs.stream()
                        .map(pair ->
                                encode.apply(pair.name()) + (explode ? "=" : separator) + encode.apply(pair.text()))
                        .collect(Collectors.joining(separator));
        };
    }

    /** Writes everything as names and encoded texts: one pair, or one for each item or member where these are exploded. */
    default List<Pair> pairs(String name, String separator, boolean explode, UnaryOperator<String> encode) {
        return switch (this) {
            case Items(List<String> texts)
            when explode ->
                texts.stream().map(text -> new Pair(name, encode.apply(text))).toList();
            case Members(List<Pair> pairs)
            when explode ->
                pairs.stream()
                        .map(pair -> new Pair(pair.name(), encode.apply(pair.text())))
                        .toList();
            case Shape other -> List.of(new Pair(name, other.joined(separator, false, encode)));
        };
    }
}

package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.http.Body.Encoding;
import dev.airlock.upstream.http.Shape.Pair;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes {@code application/x-www-form-urlencoded}. What is not encoded otherwise is written as most servers read it: lists of texts by repeating
 * the name, everything nested in brackets.
 */
final class FormWriter {
    private final Map<String, Encoding> encodings;

    FormWriter(Map<String, Encoding> encodings) {
        this.encodings = encodings;
    }

    String write(Json value) {
        if (!(value instanceof Json.Obj(Map<String, Json> members))) {
            String text = Shape.text(value);
            return text == null ? "" : encode(text);
        }
        return members.entrySet().stream()
                .flatMap(member -> pairs(member.getKey(), member.getValue()).stream())
                .map(pair -> encode(pair.name()) + "=" + encode(pair.text()))
                .collect(Collectors.joining("&"));
    }

    private List<Pair> pairs(String name, Json value) {
        Encoding encoding = encodings.get(name);
        if (encoding == null) {
            return suggested(name, value);
        }
        return switch (encoding.kind()) {
            case BRACKETED -> DeepObject.pairs(name, value);
            case COMMA_DELIMITED -> delimited(name, value, ",");
            case SPACE_DELIMITED -> delimited(name, value, " ");
            case PIPE_DELIMITED -> delimited(name, value, "|");
            case JSON, FILE -> List.of(new Pair(name, json(value)));
        };
    }

    private static List<Pair> suggested(String name, Json value) {
        Shape shape = value instanceof Json.Arr ? Shape.of(value) : null;
        return shape == null ? DeepObject.pairs(name, value) : shape.pairs(name, ",", true, UnaryOperator.identity());
    }

    private static List<Pair> delimited(String name, Json value, String delimiter) {
        Shape shape = Shape.of(value);
        if (shape == null) {
            return DeepObject.pairs(name, value);
        }
        return shape.isEmpty() ? List.of() : shape.pairs(name, delimiter, false, UnaryOperator.identity());
    }

    private static String json(Json value) {
        return new String(JsonWriter.write(value), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.airlock.upstream.openapi;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keywords that hold no schema: how each is written in JSON Schema 2020-12. What is malformed is left out. */
final class Keywords {
    private static final int MAX_SAMPLE = 300;
    private static final int MAX_TITLE = 120;
    private static final int MAX_PATTERN = 2_000;
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final Pattern ANCHOR = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,63}");
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "array", "object", "null");

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("minLength", Keywords::count),
            Map.entry("maxLength", Keywords::count),
            Map.entry("minItems", Keywords::count),
            Map.entry("maxItems", Keywords::count),
            Map.entry("minProperties", Keywords::count),
            Map.entry("maxProperties", Keywords::count),
            Map.entry("minContains", Keywords::count),
            Map.entry("maxContains", Keywords::count),
            Map.entry("minimum", Keywords::number),
            Map.entry("maximum", Keywords::number),
            Map.entry("exclusiveMinimum", Keywords::number),
            Map.entry("exclusiveMaximum", Keywords::number),
            Map.entry("multipleOf", Keywords::positive),
            Map.entry("uniqueItems", value -> value instanceof Json.Bool ? value : null),
            Map.entry("deprecated", value -> value instanceof Json.Bool ? value : null),
            Map.entry("format", Keywords::text),
            Map.entry("contentEncoding", Keywords::text),
            Map.entry("contentMediaType", Keywords::text),
            Map.entry("title", Keywords::title),
            Map.entry("const", Keywords::literal),
            Map.entry("default", Keywords::sample),
            Map.entry("examples", Keywords::samples),
            Map.entry("required", Keywords::names),
            Map.entry("pattern", Keywords::pattern),
            Map.entry("dependentRequired", Keywords::dependencies));

    private Keywords() {}

    @FunctionalInterface
    private interface Form {
        @Nullable
        Json of(Json value);
    }

    static boolean knows(String keyword) {
        return FORMS.containsKey(keyword);
    }

    /** Returns the keyword's value, or null where it has none that is well-formed. */
    static @Nullable Json value(String keyword, Json value) {
        Form form = FORMS.get(keyword);
        return form == null ? null : form.of(value);
    }

    /** Returns the types that a schema names and JSON Schema knows; empty where it says nothing usable. */
    static List<String> types(Json.Obj schema) {
        Json type = schema.get("type");
        List<Json> named =
                type instanceof Json.Arr(List<Json> items) ? items : type == null ? List.of() : List.of(type);
        var types = new ArrayList<String>();
        for (Json name : named) {
            if (name instanceof Json.Str(String text)) {
                types.add(text.equals("file") ? "string" : text);
            }
        }
        return TYPES.containsAll(types) ? types.stream().distinct().toList() : List.of();
    }

    /** Returns the values of {@code enum}; numbers that a schema calls strings are written as such. */
    static List<Json> values(Json.Obj schema) {
        boolean strings = types(schema).equals(List.of("string"));
        var values = new LinkedHashSet<Json>();
        for (Json value : schema.items("enum")) {
            boolean misread = strings && (value instanceof Json.Num || value instanceof Json.Bool);
            Json kept = misread ? Json.of(new String(JsonWriter.write(value), StandardCharsets.UTF_8)) : literal(value);
            if (kept == null) {
                return List.of();
            }
            values.add(kept);
        }
        return List.copyOf(values);
    }

    private static @Nullable Json literal(Json value) {
        return value instanceof Json.Obj || value instanceof Json.Arr ? sample(value) : value;
    }

    static boolean isAnchor(Json value) {
        return value instanceof Json.Str(String text) && ANCHOR.matcher(text).matches();
    }

    /** Returns a sample that is short enough to be worth its room. */
    static @Nullable Json sample(Json value) {
        return JsonWriter.write(value).length <= MAX_SAMPLE ? value : null;
    }

    private static @Nullable Json samples(Json value) {
        return value instanceof Json.Arr(List<Json> items) && !items.isEmpty() ? sample(value) : null;
    }

    private static @Nullable Json count(Json value) {
        return value instanceof Json.Num(String literal) && literal.matches("[0-9]{1,15}") ? value : null;
    }

    private static @Nullable Json number(Json value) {
        return value instanceof Json.Num ? value : null;
    }

    private static @Nullable Json positive(Json value) {
        return value instanceof Json.Num number && number.decimal().signum() > 0 ? value : null;
    }

    private static @Nullable Json text(Json value) {
        return value instanceof Json.Str(String text) ? Json.of(Texts.line(text, MAX_TITLE)) : null;
    }

    private static @Nullable Json title(Json value) {
        return value instanceof Json.Str(String text) && !text.isBlank() ? text(value) : null;
    }

    /** Only patterns that can be matched in linear time are kept: a call must not be a way to burn the processor. */
    private static @Nullable Json pattern(Json value) {
        return value instanceof Json.Str(String text) && isMatchable(text) ? value : null;
    }

    static boolean isMatchable(String pattern) {
        try {
            Pattern.compile(UNICODE_ESCAPE.matcher(pattern).replaceAll("\\\\x{$1}"));
            return pattern.length() <= MAX_PATTERN;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static @Nullable Json names(Json value) {
        if (!(value instanceof Json.Arr(List<Json> items))) {
            return null;
        }
        List<Json> names =
                items.stream().filter(Json.Str.class::isInstance).distinct().toList();
        return names.isEmpty() ? null : new Json.Arr(names);
    }

    private static @Nullable Json dependencies(Json value) {
        boolean wellFormed = value instanceof Json.Obj(Map<String, Json> members)
                && members.values().stream().allMatch(names -> names(names) != null);
        return wellFormed ? value : null;
    }
}

package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolFingerprint;
import dev.airlock.http.web.Ascii;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Arguments that a tool's schema wants repeated as {@code Mcp-Param-*} headers ({@code x-mcp-header}). Thread-safe. */
final class ParameterHeaders {
    private static final String ANNOTATION = "x-mcp-header";
    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");
    private static final int CAPACITY = 10_000;
    private static final int MAX_NUMBER = 64;

    private final Map<ToolFingerprint, List<Parameter>> known = new ConcurrentHashMap<>();

    private record Parameter(List<String> path, String header) {}

    /** Returns what is wrong with the headers of a call with these arguments, or null. */
    @Nullable
    RpcError fault(Tool tool, Json.Obj arguments, RequestHeaders headers) {
        for (Parameter parameter : parameters(tool)) {
            Json argument = at(arguments, parameter.path);
            List<String> values = headers.all(parameter.header);
            if (argument == null ? !values.isEmpty() : values.size() != 1 || !says(values.getFirst(), argument)) {
                return RpcError.headerMismatch("the header " + parameter.header + " must repeat the argument "
                        + String.join(".", parameter.path) + ", and be absent where that is");
            }
        }
        return null;
    }

    private List<Parameter> parameters(Tool tool) {
        List<Parameter> parameters = known.get(tool.fingerprint());
        if (parameters == null) {
            var found = new ArrayList<Parameter>();
            collect(tool.inputSchema().parse(), List.of(), found);
            parameters = List.copyOf(found);
            if (known.size() >= CAPACITY) {
                known.clear();
            }
            known.put(tool.fingerprint(), parameters);
        }
        return parameters;
    }

    private static void collect(Json.Obj schema, List<String> path, List<Parameter> found) {
        Json.Obj properties = schema.object("properties");
        if (properties == null) {
            return;
        }
        properties.members().forEach((name, property) -> {
            if (property instanceof Json.Obj subschema) {
                var inner = new ArrayList<>(path);
                inner.add(name);
                String header = subschema.text(ANNOTATION);
                String type = subschema.text("type");
                if (header != null && Ascii.isToken(header) && type != null && TYPES.contains(type)) {
                    found.add(new Parameter(List.copyOf(inner), "Mcp-Param-" + header));
                }
                collect(subschema, inner, found);
            }
        });
    }

    private static @Nullable Json at(Json.Obj arguments, List<String> path) {
        Json value = arguments;
        for (String name : path) {
            value = value instanceof Json.Obj object ? object.get(name) : null;
        }
        return value instanceof Json.Null ? null : value;
    }

    private static boolean says(String raw, Json argument) {
        String value = HeaderValue.decode(raw);
        return value != null
                && switch (argument) {
                    case Json.Str(String text) -> text.equals(value);
                    case Json.Bool(boolean bool) -> Boolean.toString(bool).equals(value);
                    case Json.Num number -> number.literal().equals(value) || isSameNumber(value, number);
                    case Json.Obj o -> false;
                    case Json.Arr a -> false;
                    case Json.Null n -> false;
                };
    }

    private static boolean isSameNumber(String value, Json.Num number) {
        try {
            return value.length() <= MAX_NUMBER && new BigDecimal(value).compareTo(number.decimal()) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

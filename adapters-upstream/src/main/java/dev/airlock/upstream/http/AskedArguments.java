package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.domain.tool.Tool;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a tool that say what is asked for: parameters of the query, members of the body, variables.
 *
 * @param byWireName their names by those on the wire
 * @param schema the schema of all of the tool's arguments
 */
record AskedArguments(Map<String, String> byWireName, Json.Obj schema) {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    static AskedArguments of(Tool tool, HttpOperation operation) {
        var byWireName = new LinkedHashMap<String, String>();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in() == In.QUERY) {
                byWireName.put(parameter.name(), parameter.argument());
            }
        }
        Json.Obj schema = tool.inputSchema().parse();
        Json.Obj properties = schema.object("properties");
        Map<String, String> renamed = renamedMembers(operation.body());
        if (properties != null && renamed != null) {
            List<String> parameters =
                    operation.parameters().stream().map(Parameter::argument).toList();
            properties.members().keySet().stream()
                    .filter(argument -> !parameters.contains(argument))
                    .forEach(argument -> byWireName.putIfAbsent(renamed.getOrDefault(argument, argument), argument));
        }
        return new AskedArguments(byWireName, schema);
    }

    /** Returns members whose argument has another name; null where arguments are no members. */
    private static @Nullable Map<String, String> renamedMembers(@Nullable Body body) {
        return switch (body) {
            case null -> null;
            case Body.GraphQl variables -> Map.of();
            case Body.Encoded encoded -> encoded.argument() == null ? encoded.renamed() : null;
        };
    }

    /** Returns the argument whose name on the wire is of this kind, letters alone in lower case; null where there is none. */
    @Nullable
    String ofKind(String kind) {
        return ofKind(Set.of(kind));
    }

    /** Returns the first argument whose name on the wire is of one of these kinds, null where there is none. */
    @Nullable
    String ofKind(Set<String> kinds) {
        return byWireName.entrySet().stream()
                .filter(argument -> kinds.contains(kind(argument.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    boolean isRequired(String argument) {
        return schema.items("required").contains(Json.of(argument));
    }

    /** Returns a value as an agent gives it: a number where the argument takes nothing else, else a text. */
    String literal(String argument, String value) {
        Json.Obj properties = schema.object("properties");
        Json.Obj property = properties == null ? null : properties.object(argument);
        Json type = property == null ? null : property.get("type");
        List<Json> types =
                type instanceof Json.Arr(List<Json> several) ? several : type == null ? List.of() : List.of(type);
        boolean numeric = types.contains(Json.of("integer")) || types.contains(Json.of("number"));
        return numeric
                        && !types.contains(Json.of("string"))
                        && NUMBER.matcher(value).matches()
                ? value
                : new String(JsonWriter.write(Json.of(value)), StandardCharsets.UTF_8);
    }

    /** Returns the letters of a name, in lower case: {@code page_token}, {@code pageToken} and {@code page[token]} are one. */
    static String kind(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}

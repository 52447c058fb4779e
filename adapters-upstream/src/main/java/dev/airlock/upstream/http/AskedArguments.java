package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a tool that say what is asked for: parameters of the query, members of the body, variables.
 *
 * @param byWireName their names by those on the wire
 * @param required those that cannot be left out
 */
record AskedArguments(Map<String, String> byWireName, List<Json> required) {
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
        return new AskedArguments(byWireName, schema.items("required"));
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

    /** Returns the letters of a name, in lower case: {@code page_token}, {@code pageToken} and {@code page[token]} are one. */
    static String kind(String name) {
        return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}

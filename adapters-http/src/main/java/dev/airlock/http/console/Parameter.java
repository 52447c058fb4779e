package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An argument of a tool. */
record Parameter(
        String name,
        String type,
        boolean required,
        @Nullable String description) {
    /** Returns the arguments that a schema names, in its order. */
    static List<Parameter> of(Json.Obj schema) {
        Json.Obj properties = schema.object("properties");
        if (properties == null) {
            return List.of();
        }
        List<Json> required = schema.items("required");
        return properties.members().entrySet().stream()
                .map(member -> new Parameter(
                        member.getKey(),
                        type(member.getValue()),
                        required.contains(Json.of(member.getKey())),
                        member.getValue() instanceof Json.Obj property ? property.text("description") : null))
                .toList();
    }

    private static String type(Json property) {
        if (!(property instanceof Json.Obj schema)) {
            return "any";
        }
        return switch (schema.get("type")) {
            case Json.Str(String type) -> type;
            case Json.Arr(List<Json> types) ->
                types.stream()
                        .map(type -> type instanceof Json.Str(String name) ? name : "any")
                        .collect(Collectors.joining(" or "));
            case null, default -> "any";
        };
    }
}

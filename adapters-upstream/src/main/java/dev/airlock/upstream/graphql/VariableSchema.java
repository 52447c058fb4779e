package dev.airlock.upstream.graphql;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.Texts;
import graphql.language.Description;
import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the variables of one operation as JSON Schema. What may be null may be left out; what must not be and has no default is required. */
final class VariableSchema {
    private static final int MAX_TEXT = 500;
    private static final int MAX_PROPERTIES = 2_000;
    private static final int MAX_VALUES = 500;

    private final InputTypes types;
    private final int maxDepth;
    private final Queue<Pending> pending = new ArrayDeque<>();
    private final Set<String> named = new HashSet<>();
    private int written;

    /** A type that was referred to and is still to be described. */
    private record Pending(InputObjectTypeDefinition type, int depth) {}

    VariableSchema(InputTypes types, int maxDepth) {
        this.types = types;
        this.maxDepth = maxDepth;
    }

    /** Returns the schema; null where it would be far too long. */
    Json.@Nullable Obj of(List<VariableDefinition> variables) {
        var properties = new LinkedHashMap<String, Json>();
        var required = new ArrayList<String>();
        for (VariableDefinition variable : variables) {
            property(variable.getName(), variable.getType(), variable.getDefaultValue(), null, 1, properties, required);
        }
        Json.ObjBuilder schema = object(properties, required);
        var definitions = new LinkedHashMap<String, Json>();
        for (Pending next = pending.poll(); next != null && written <= MAX_PROPERTIES; next = pending.poll()) {
            definitions.put(next.type.getName(), definition(next));
        }
        if (written > MAX_PROPERTIES) {
            return null;
        }
        return definitions.isEmpty()
                ? schema.build()
                : schema.put("$defs", new Json.Obj(definitions)).build();
    }

    private static Json.ObjBuilder object(Map<String, Json> properties, List<String> required) {
        Json.ObjBuilder schema = Json.object().put("type", "object").put("properties", new Json.Obj(properties));
        if (!required.isEmpty()) {
            schema.put("required", Json.strings(required));
        }
        return schema.put("additionalProperties", false);
    }

    private Json definition(Pending next) {
        if (next.depth > maxDepth) {
            return Json.object()
                    .put("type", "object")
                    .put("description", "(Its members are not shown.)")
                    .build();
        }
        var properties = new LinkedHashMap<String, Json>();
        var required = new ArrayList<String>();
        for (InputValueDefinition field : next.type.getInputValueDefinitions()) {
            property(
                    field.getName(),
                    field.getType(),
                    field.getDefaultValue(),
                    field.getDescription(),
                    next.depth + 1,
                    properties,
                    required);
        }
        return object(properties, required).build();
    }

    private void property(
            String name,
            Type<?> type,
            @Nullable Value<?> fallback,
            @Nullable Description description,
            int depth,
            Map<String, Json> properties,
            List<String> required) {
        if (++written > MAX_PROPERTIES) {
            return;
        }
        var schema = new LinkedHashMap<>(((Json.Obj) schema(type, depth)).members());
        if (description != null && !description.getContent().isBlank()) {
            schema.put("description", Json.of(Texts.clean(description.getContent(), MAX_TEXT)));
        }
        if (fallback != null) {
            schema.put("default", Values.json(fallback));
        } else if (type instanceof NonNullType) {
            required.add(name);
        }
        properties.put(name, new Json.Obj(schema));
    }

    private Json schema(Type<?> type, int depth) {
        return type instanceof NonNullType present ? present(present.getType(), depth) : orNull(present(type, depth));
    }

    private Json present(Type<?> type, int depth) {
        return switch (type) {
            case ListType list ->
                Json.object()
                        .put("type", "array")
                        .put("items", schema(list.getType(), depth))
                        .build();
            case TypeName name -> named(name.getName(), depth);
            default -> Json.Obj.EMPTY;
        };
    }

    private Json named(String name, int depth) {
        return switch (name) {
            case "Int" -> type("integer");
            case "Float" -> type("number");
            case "String" -> type("string");
            case "Boolean" -> type("boolean");
            case "ID" ->
                Json.object()
                        .put("type", Json.strings(List.of("string", "integer")))
                        .build();
            default -> described(name, depth);
        };
    }

    private Json described(String name, int depth) {
        EnumTypeDefinition values = types.enumeration(name);
        if (values != null && values.getEnumValueDefinitions().size() > MAX_VALUES) {
            return type("string");
        }
        if (values != null) {
            return Json.object()
                    .put(
                            "enum",
                            Json.strings(values.getEnumValueDefinitions().stream()
                                    .map(value -> value.getName())
                                    .toList()))
                    .build();
        }
        InputObjectTypeDefinition object = types.object(name);
        if (object == null) {
            return scalar(name);
        }
        if (named.add(name)) {
            pending.add(new Pending(object, depth));
        }
        return Json.object().put("$ref", "#/$defs/" + name).build();
    }

    private Json scalar(String name) {
        ScalarTypeDefinition scalar = types.scalar(name);
        if (scalar == null) {
            types.noteUnknown(name);
        }
        Description description = scalar == null ? null : scalar.getDescription();
        String told = "A value of the API's type " + name + "."
                + (description == null ? "" : " " + Texts.clean(description.getContent(), MAX_TEXT));
        return Json.object().put("description", told).build();
    }

    private static Json type(String name) {
        return Json.object().put("type", name).build();
    }

    private static Json orNull(Json schema) {
        if (schema instanceof Json.Obj object && object.get("type") instanceof Json.Str(String type)) {
            var nullable = new LinkedHashMap<>(object.members());
            nullable.put("type", Json.strings(List.of(type, "null")));
            return new Json.Obj(nullable);
        }
        boolean open = schema instanceof Json.Obj object
                && object.get("$ref") == null
                && object.get("enum") == null
                && object.get("type") == null;
        return open
                ? schema
                : Json.object()
                        .put("anyOf", new Json.Arr(List.of(schema, type("null"))))
                        .build();
    }
}

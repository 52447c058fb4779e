package dev.airlock.upstream.graphql;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.openapi.Texts;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.VariableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The types of variables: those that GraphQL has, and those that the document describes. */
final class InputTypes {
    /** The longest schema of a tool, in bytes. */
    static final int MAX_BYTES = 32 << 10;

    /** How deep types are described, in the order in which it is tried. */
    private static final List<Integer> DEPTHS = List.of(60, 4, 2, 1);

    private final Map<String, InputObjectTypeDefinition> objects = new HashMap<>();
    private final Map<String, EnumTypeDefinition> enums = new HashMap<>();
    private final Map<String, ScalarTypeDefinition> scalars = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();

    /** Takes the definitions in a document; those that are there already stay. */
    void add(Document document) {
        document.getDefinitionsOfType(InputObjectTypeDefinition.class)
                .forEach(type -> objects.putIfAbsent(type.getName(), type));
        document.getDefinitionsOfType(EnumTypeDefinition.class)
                .forEach(type -> enums.putIfAbsent(type.getName(), type));
        document.getDefinitionsOfType(ScalarTypeDefinition.class)
                .forEach(type -> scalars.putIfAbsent(type.getName(), type));
    }

    @Nullable
    InputObjectTypeDefinition object(String name) {
        return objects.get(name);
    }

    @Nullable
    EnumTypeDefinition enumeration(String name) {
        return enums.get(name);
    }

    @Nullable
    ScalarTypeDefinition scalar(String name) {
        return scalars.get(name);
    }

    void noteUnknown(String name) {
        unknown.add(name);
    }

    /** Returns the schema of an operation's arguments, as deep as fits; null where nothing fits. */
    Json.@Nullable Obj schema(List<VariableDefinition> variables) {
        for (int depth : DEPTHS) {
            Json.@Nullable Obj schema = new VariableSchema(this, depth).of(variables);
            if (schema != null && JsonWriter.write(schema).length <= MAX_BYTES) {
                return schema;
            }
        }
        return null;
    }

    /** Says which types agents know nothing of. */
    List<String> warnings() {
        return unknown.isEmpty()
                ? List.of()
                : List.of(
                        "Agents are not told what these types take; give their definitions (SDL, or the result of the introspection query) with the operations: "
                                + Texts.line(String.join(", ", unknown), 500));
    }
}

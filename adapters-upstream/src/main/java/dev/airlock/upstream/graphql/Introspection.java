package dev.airlock.upstream.graphql;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.upstream.graphql.GraphQlText.Parsed;
import dev.airlock.upstream.graphql.GraphQlText.Parsing;
import dev.airlock.upstream.graphql.GraphQlText.Refused;
import dev.airlock.upstream.openapi.Texts;
import graphql.language.Definition;
import graphql.language.Description;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the types of arguments from what an API answers to the introspection query, as JSON. A type that is not described as it should be is left out. */
final class Introspection {
    /** The longest result, in characters. */
    static final int MAX_CHARACTERS = 16 << 20;

    /** In GraphQL, a bracket before a quotation mark stands in texts and comments only. */
    private static final Pattern BEGINNING =
            Pattern.compile("\\{\\s*+(?:\"data\"\\s*+:\\s*+\\{\\s*+)?+\"__schema\"\\s*+:");

    private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]{0,199}");
    private static final int MAX_WRAPPERS = 20;
    private static final int MAX_DEFAULT = 1_000;
    private static final int MAX_PROBLEM = 300;

    private Introspection() {}

    /** Returns where a result begins, -1 where there is none. */
    static int indexIn(String text) {
        Matcher beginning = BEGINNING.matcher(text);
        return beginning.find() ? beginning.start() : -1;
    }

    /** Returns whether a text begins with a result. */
    static boolean isAtStart(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) <= ' ' || text.charAt(start) == '\uFEFF')) {
            start++;
        }
        return BEGINNING.matcher(text).region(start, text.length()).lookingAt();
    }

    /** Returns the definitions of inputs, enums and scalars; refuses what is no introspection result, or a hostile one. */
    static Parsing read(String json) {
        if (json.length() > MAX_CHARACTERS) {
            return new Refused(
                    "the introspection result has " + json.length() + " characters; the limit is " + MAX_CHARACTERS);
        }
        Json result;
        try {
            result = JsonReader.read(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT);
        } catch (JsonSyntaxException e) {
            return new Refused("the introspection result cannot be read, and nothing may follow it: "
                    + Texts.line(String.valueOf(e.getMessage()), MAX_PROBLEM));
        }
        Json.Obj whole = result instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        Json.Obj data = whole.object("data");
        Json.Obj schema = (data == null ? whole : data).object("__schema");
        List<Json> types = schema == null ? List.of() : schema.items("types");
        if (types.isEmpty()) {
            return new Refused(
                    "the introspection result names no types; it needs the member \"types\" of \"__schema\"");
        }
        var document = Document.newDocument();
        for (Json type : types) {
            Definition<?> definition = type instanceof Json.Obj described ? definition(described) : null;
            if (definition != null) {
                document.definition(definition);
            }
        }
        return new Parsed(document.build());
    }

    private static @Nullable Definition<?> definition(Json.Obj type) {
        String name = name(type);
        return name == null
                ? null
                : switch (String.valueOf(type.text("kind"))) {
                    case "INPUT_OBJECT" -> input(name, type);
                    case "ENUM" -> enumeration(name, type);
                    case "SCALAR" ->
                        ScalarTypeDefinition.newScalarTypeDefinition()
                                .name(name)
                                .description(description(type))
                                .build();
                    default -> null;
                };
    }

    private static @Nullable InputObjectTypeDefinition input(String name, Json.Obj type) {
        var fields = new ArrayList<InputValueDefinition>();
        for (Json item : type.items("inputFields")) {
            InputValueDefinition field = item instanceof Json.Obj described ? field(described) : null;
            if (field == null) {
                return null;
            }
            fields.add(field);
        }
        return InputObjectTypeDefinition.newInputObjectDefinition()
                .name(name)
                .description(description(type))
                .inputValueDefinitions(fields)
                .build();
    }

    private static @Nullable InputValueDefinition field(Json.Obj field) {
        String name = name(field);
        Type<?> type = type(field.object("type"), 0);
        return name == null || type == null
                ? null
                : InputValueDefinition.newInputValueDefinition()
                        .name(name)
                        .type(type)
                        .description(description(field))
                        .defaultValue(value(field.text("defaultValue")))
                        .build();
    }

    private static @Nullable EnumTypeDefinition enumeration(String name, Json.Obj type) {
        var values = new ArrayList<EnumValueDefinition>();
        for (Json item : type.items("enumValues")) {
            String value = item instanceof Json.Obj described ? name(described) : null;
            if (value == null) {
                return null;
            }
            values.add(EnumValueDefinition.newEnumValueDefinition().name(value).build());
        }
        return values.isEmpty()
                ? null
                : EnumTypeDefinition.newEnumTypeDefinition()
                        .name(name)
                        .enumValueDefinitions(values)
                        .build();
    }

    private static @Nullable Type<?> type(Json.@Nullable Obj type, int depth) {
        if (type == null || depth > MAX_WRAPPERS) {
            return null;
        }
        String kind = String.valueOf(type.text("kind"));
        if (!kind.equals("LIST") && !kind.equals("NON_NULL")) {
            String name = name(type);
            return name == null ? null : new TypeName(name);
        }
        Type<?> wrapped = type(type.object("ofType"), depth + 1);
        if (wrapped == null || kind.equals("LIST")) {
            return wrapped == null ? null : new ListType(wrapped);
        }
        return wrapped instanceof NonNullType ? null : new NonNullType(wrapped);
    }

    /** Defaults are written in GraphQL; one that is more than a value, or none, is not shown. */
    private static @Nullable Value<?> value(@Nullable String literal) {
        if (literal == null || literal.length() > MAX_DEFAULT) {
            return null;
        }
        if (!(GraphQlText.parse("query($v:Int=" + literal + "\n){v}") instanceof Parsed(Document document))
                || document.getDefinitions().size() != 1
                || !(document.getDefinitions().getFirst() instanceof OperationDefinition operation)
                || operation.getVariableDefinitions().size() != 1) {
            return null;
        }
        VariableDefinition variable = operation.getVariableDefinitions().getFirst();
        return variable.getDefaultValue();
    }

    private static @Nullable String name(Json.Obj object) {
        String name = object.text("name");
        return name != null && NAME.matcher(name).matches() ? name : null;
    }

    private static @Nullable Description description(Json.Obj object) {
        String text = object.text("description");
        return text == null ? null : new Description(text, null, true);
    }
}

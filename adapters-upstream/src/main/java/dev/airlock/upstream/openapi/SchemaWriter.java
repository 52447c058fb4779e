package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes schemas of Swagger 2.0, OpenAPI 3.0 and 3.1 as JSON Schema 2020-12 for one tool, with one effort. References become references
 * into the tool's own {@code $defs}. What it cannot keep it replaces by something that accepts more, never less.
 */
final class SchemaWriter {
    private static final Set<String> SCHEMA = Set.of(
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "items",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final Set<String> SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMA_MAPS = Set.of("properties", "patternProperties", "dependentSchemas");
    private static final Set<String> NEEDS_EXACT_PARTS = Set.of("not", "if", "then", "else");
    private static final int MAX_SHORTENED_ENUM = 100;

    private final Document document;
    private final Effort effort;
    private final Definitions definitions = new Definitions();
    private final HeaderParameters headers = new HeaderParameters();
    private final List<Note> notes = new ArrayList<>();
    private int spent;
    private boolean loosened;

    /** A matter to warn about if this effort is the one that counts. */
    record Note(Place place, String matter) {}

    SchemaWriter(Document document, Effort effort) {
        this.document = document;
        this.effort = effort;
    }

    List<Note> notes() {
        return notes;
    }

    /** Returns whether something was shortened although this effort promised not to, or more was written than is allowed. */
    boolean fellShort() {
        return isFull() || (effort.exact() && loosened);
    }

    /**
     * Writes one schema.
     *
     * @param depth how far below the arguments it stands
     * @param direct whether properties alone lead to it, as {@code x-mcp-header} demands
     */
    Json write(Located at, int depth, boolean direct) throws RefusedException {
        if (isFull() || !(at.value() instanceof Json.Obj schema)) {
            return at.value() instanceof Json.Bool ? at.value() : loosen(at.place(), "A schema is not an object");
        }
        if (schema.text("$ref") != null || schema.text("$dynamicRef") != null) {
            return reference(at, schema, depth, direct);
        }
        return depth > effort.maxDepth() && !isLeaf(schema) ? shortened(schema) : object(at, schema, depth, direct);
    }

    /** Writes the definitions that were referred to, and those that they refer to. */
    Map<String, Json> writeDefinitions() throws RefusedException {
        var written = new LinkedHashMap<String, Json>();
        for (Definitions.Pending next = definitions.next(); next != null && !isFull(); next = definitions.next()) {
            written.put(next.name(), object(next.at(), (Json.Obj) next.at().value(), next.depth(), false));
        }
        return written;
    }

    /** Takes the definitions that a schema brings along into the tool's, each under its own name where that is free. */
    void adopt(Located root) {
        Json.Obj own = root.value() instanceof Json.Obj schema ? schema.object("$defs") : null;
        if (own != null) {
            Located container = root.child("$defs", own);
            own.members().forEach((name, value) -> {
                if (value instanceof Json.Obj) {
                    definitions.nameOf(container.child(name, value), 1);
                }
            });
        }
    }

    private Json reference(Located at, Json.Obj schema, int depth, boolean direct) throws RefusedException {
        String dynamic = schema.text("$dynamicRef");
        Located target = schema.text("$ref") == null && dynamic != null
                ? document.find(dynamic, at.home())
                : document.follow(at);
        if (target == null) {
            return loosen(at.place(), "A reference leads nowhere, so anything is accepted there");
        }
        Json written = referred(target, depth, direct);
        if (document.saysMoreThanItsReference(schema) && written instanceof Json.Obj(Map<String, Json> target2)) {
            return beside(at, schema, target2, depth);
        }
        String description = schema.text("description");
        Json described = description == null ? written : with(written, "description", text(description));
        return isNullable(schema) ? orNull(described) : described;
    }

    private Json referred(Located target, int depth, boolean direct) throws RefusedException {
        if (!(target.value() instanceof Json.Obj schema)) {
            return write(target, depth, direct);
        }
        if (isLeaf(schema)) {
            return object(target, schema, depth, direct);
        }
        if (depth > effort.maxDepth()) {
            return shortened(schema);
        }
        spent += 30;
        return Json.object()
                .put("$ref", "#/$defs/" + definitions.nameOf(target, depth))
                .build();
    }

    /** OpenAPI 3.1: what stands beside a reference counts as well. */
    private Json beside(Located at, Json.Obj schema, Map<String, Json> referred, int depth) throws RefusedException {
        var own = new LinkedHashMap<>(schema.members());
        own.keySet().removeAll(Set.of("$ref", "$dynamicRef"));
        var written = new LinkedHashMap<>(((Json.Obj) object(at, new Json.Obj(own), depth, false)).members());
        if (!referred.containsKey("$ref")) {
            List<Json> parts = List.of(new Json.Obj(referred), new Json.Obj(written));
            return Json.object().put("allOf", new Json.Arr(parts)).build();
        }
        written.putAll(referred);
        return new Json.Obj(written);
    }

    private Json object(Located at, Json.Obj schema, int depth, boolean direct) throws RefusedException {
        var out = new LinkedHashMap<String, Json>();
        for (Map.Entry<String, Json> member : schema.members().entrySet()) {
            keyword(at, schema, member.getKey(), member.getValue(), depth, direct, out);
            if (isFull()) {
                break;
            }
        }
        Exclusives.apply(schema, out);
        headers.keep(at.place(), schema, direct, out, notes);
        return isNullable(schema) ? orNull(new Json.Obj(out)) : new Json.Obj(out);
    }

    private void keyword(
            Located at, Json.Obj schema, String name, Json value, int depth, boolean direct, Map<String, Json> out)
            throws RefusedException {
        spent += name.length() + 6;
        if (SCHEMA.contains(name)) {
            child(at, schema, name, value, depth, out);
        } else if (SCHEMAS.contains(name)) {
            list(at, schema, name, value, depth, out);
        } else if (SCHEMA_MAPS.contains(name)) {
            map(at, name, value, depth, direct, out);
        } else if (Keywords.knows(name)) {
            plain(at, schema, name, value, out);
        } else {
            special(at, schema, name, value, out);
        }
    }

    private void child(Located at, Json.Obj schema, String name, Json value, int depth, Map<String, Json> out)
            throws RefusedException {
        if (!effort.exact() && NEEDS_EXACT_PARTS.contains(name)) {
            return;
        }
        if (value instanceof Json.Arr && name.equals("items")) {
            list(at, schema, "prefixItems", value, depth, out);
        } else if (value instanceof Json.Obj || value instanceof Json.Bool) {
            out.put(name, write(at.child(name, value), depth + 1, false));
        }
    }

    private void list(Located at, Json.Obj schema, String name, Json value, int depth, Map<String, Json> out)
            throws RefusedException {
        if (!(value instanceof Json.Arr(List<Json> items)) || items.isEmpty()) {
            return;
        }
        var schemas = new ArrayList<Json>();
        Located list = at.child(name, value);
        for (int i = 0; i < items.size() && !isFull(); i++) {
            schemas.add(write(list.child(Integer.toString(i), items.get(i)), depth + 1, false));
        }
        // A discriminator tells apart what the branches alone do not, so more than one of them may match.
        boolean any =
                name.equals("oneOf") && (!effort.exact() || schema.members().containsKey("discriminator"));
        if (!any || !schema.members().containsKey("anyOf")) {
            out.put(any ? "anyOf" : name, new Json.Arr(schemas));
        }
    }

    private void map(Located at, String name, Json value, int depth, boolean direct, Map<String, Json> out)
            throws RefusedException {
        if (!(value instanceof Json.Obj(Map<String, Json> members))) {
            return;
        }
        var written = new LinkedHashMap<String, Json>();
        Located map = at.child(name, value);
        boolean byPattern = name.equals("patternProperties");
        for (Map.Entry<String, Json> member : members.entrySet()) {
            Located child = map.child(member.getKey(), member.getValue());
            if (byPattern && !Keywords.isMatchable(member.getKey())) {
                loosen(child.place(), "A pattern cannot be matched in linear time and is left out");
            } else if (!name.equals("properties") || !isReadOnly(child)) {
                spent += member.getKey().length() + 6;
                written.put(member.getKey(), write(child, depth + 1, direct && name.equals("properties")));
            }
            if (isFull()) {
                break;
            }
        }
        out.put(name, new Json.Obj(written));
    }

    private void plain(Located at, Json.Obj schema, String name, Json value, Map<String, Json> out)
            throws RefusedException {
        Json kept = name.equals("required") ? demanded(at, schema, value) : Keywords.value(name, value);
        if (kept == null) {
            if (name.equals("pattern")) {
                loosen(at.place(), "A pattern cannot be matched in linear time and is left out");
            }
            return;
        }
        spent += JsonWriter.write(kept).length;
        out.put(name, kept);
    }

    /** What the API alone may set cannot be demanded of an agent. */
    private @Nullable Json demanded(Located at, Json.Obj schema, Json required) throws RefusedException {
        if (!(required instanceof Json.Arr(List<Json> names))) {
            return null;
        }
        Json.Obj properties = schema.object("properties");
        var kept = new ArrayList<Json>();
        for (Json name : names) {
            Json property = properties != null && name instanceof Json.Str(String text) ? properties.get(text) : null;
            if (property == null || !isReadOnly(at.child("properties", property))) {
                kept.add(name);
            }
        }
        return Keywords.value("required", new Json.Arr(kept));
    }

    private void special(Located at, Json.Obj schema, String name, Json value, Map<String, Json> out) {
        switch (name) {
            case "type" -> type(at, schema, out);
            case "enum" -> values(schema, out);
            case "description" -> {
                if (value instanceof Json.Str(String text) && !text.isBlank()) {
                    out.put(name, text(text));
                }
            }
            case "example" -> {
                Json sample = schema.members().containsKey("examples") ? null : Keywords.sample(value);
                if (sample != null) {
                    spent += JsonWriter.write(sample).length;
                    out.put("examples", new Json.Arr(List.of(sample)));
                }
            }
            // Elsewhere an anchor could be written twice; definitions and roots are written once.
            case "$anchor" -> {
                if (at.isDefinition() && Keywords.isAnchor(value)) {
                    out.put(name, value);
                }
            }
            default -> {}
        }
    }

    private void type(Located at, Json.Obj schema, Map<String, Json> out) {
        List<String> types = Keywords.types(schema);
        if (types.isEmpty()) {
            loosen(at.place(), "A type is none of JSON Schema's, so any is accepted there");
        } else {
            var nullable = new ArrayList<>(types);
            if (isNullable(schema) && !nullable.contains("null")) {
                nullable.add("null");
            }
            out.put("type", nullable.size() == 1 ? Json.of(nullable.getFirst()) : Json.strings(nullable));
            if ("file".equals(schema.text("type"))) {
                out.put("format", Json.of("binary"));
            }
        }
    }

    private void values(Json.Obj schema, Map<String, Json> out) {
        var values = new ArrayList<>(Keywords.values(schema));
        if (values.isEmpty() || (!effort.exact() && values.size() > MAX_SHORTENED_ENUM)) {
            return;
        }
        if (isNullable(schema) && !values.contains(Json.Null.VALUE)) {
            values.add(Json.Null.VALUE);
        }
        var kept = new Json.Arr(values);
        spent += JsonWriter.write(kept).length;
        out.put("enum", kept);
    }

    private Json shortened(Json.Obj schema) {
        loosened = true;
        var out = Json.object();
        List<String> types = Keywords.types(schema);
        if (types.size() == 1 && !isNullable(schema)) {
            out.put("type", types.getFirst());
        }
        String description = schema.text("description");
        spent += 40;
        return out.put(
                        "description",
                        text((description == null ? "" : description + " ") + "(Its members are not shown.)"))
                .build();
    }

    private Json loosen(Place place, String matter) {
        loosened = true;
        notes.add(new Note(place, matter));
        return Json.Obj.EMPTY;
    }

    boolean isReadOnly(Located property) throws RefusedException {
        Located target = document.follow(property);
        return (property.value() instanceof Json.Obj own && own.isTrue("readOnly"))
                || (target != null && target.value() instanceof Json.Obj schema && schema.isTrue("readOnly"));
    }

    private static boolean isNullable(Json.Obj schema) {
        return schema.isTrue("nullable") || schema.isTrue("x-nullable");
    }

    private static boolean isLeaf(Json.Obj schema) {
        return schema.members().keySet().stream()
                .noneMatch(name -> SCHEMA.contains(name)
                        || SCHEMAS.contains(name)
                        || SCHEMA_MAPS.contains(name)
                        || name.equals("$ref")
                        || name.equals("$dynamicRef"));
    }

    private static Json orNull(Json schema) {
        boolean composed = schema instanceof Json.Obj(Map<String, Json> members)
                && Set.of("$ref", "allOf", "anyOf", "oneOf").stream().anyMatch(members::containsKey);
        Json nothing = Json.object().put("type", "null").build();
        return composed
                ? Json.object()
                        .put("anyOf", new Json.Arr(List.of(schema, nothing)))
                        .build()
                : schema;
    }

    private Json text(String text) {
        String clean = Texts.clean(text, effort.maxText());
        spent += clean.length();
        return Json.of(clean);
    }

    private static Json with(Json schema, String name, Json value) {
        if (!(schema instanceof Json.Obj(Map<String, Json> members))) {
            return schema;
        }
        var more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Json.Obj(more);
    }

    private boolean isFull() {
        return spent > Effort.MAX_BYTES;
    }
}

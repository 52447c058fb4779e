package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body that is a plain object, so that its members can be arguments. Parts of an {@code allOf} that only add members are merged. */
final class FlatBody {
    private static final int MAX_PARTS = 100;
    private static final Set<String> MERGEABLE = Set.of(
            "type",
            "properties",
            "required",
            "allOf",
            "title",
            "description",
            "example",
            "examples",
            "default",
            "xml",
            "externalDocs",
            "discriminator",
            "deprecated",
            "$comment");
    private static final Set<String> NOT_OF_THE_ROOT = Set.of(
            "type",
            "properties",
            "required",
            "allOf",
            "title",
            "description",
            "example",
            "examples",
            "default",
            "nullable",
            "x-nullable",
            "$defs",
            "deprecated");

    private final Document document;
    private final Located root;
    private final Map<String, Located> members = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final List<Json> kept = new ArrayList<>();
    private int parts;

    private FlatBody(Document document, Located root) {
        this.document = document;
        this.root = root;
    }

    /** Reads a body's schema; null where its members cannot be arguments. */
    static @Nullable FlatBody of(Located schema, Document document) throws RefusedException {
        Located root = document.follow(schema);
        if (root == null
                || !(root.value() instanceof Json.Obj object)
                || object.text("$ref") != null
                || !isObject(object)) {
            return null;
        }
        var body = new FlatBody(document, root);
        body.collect(root, object);
        return body.members.isEmpty() ? null : body;
    }

    Located root() {
        return root;
    }

    Map<String, Located> members() {
        return members;
    }

    Set<String> required() {
        return required;
    }

    /** The keywords of the root that are about the object as a whole. */
    Json.Obj rest() {
        var rest = new LinkedHashMap<>(((Json.Obj) root.value()).members());
        rest.keySet().removeIf(name -> NOT_OF_THE_ROOT.contains(name) || name.startsWith("x-"));
        if (!kept.isEmpty()) {
            rest.put("allOf", new Json.Arr(kept));
        }
        return new Json.Obj(rest);
    }

    private static boolean isObject(Json.Obj schema) {
        List<String> types = Keywords.types(schema);
        return types.isEmpty() || types.equals(List.of("object"));
    }

    private void collect(Located at, Json.Obj schema) throws RefusedException {
        schema.items("required").forEach(name -> {
            if (name instanceof Json.Str(String text)) {
                required.add(text);
            }
        });
        Json.Obj properties = schema.object("properties");
        if (properties != null) {
            Located map = at.child("properties", properties);
            properties.members().forEach((name, value) -> members.merge(name, map.child(name, value), FlatBody::both));
        }
        List<Json> branches = schema.items("allOf");
        for (int i = 0; i < branches.size(); i++) {
            branch(new Located(branches.get(i), at.place().then("allOf").then(i), at.home()));
        }
    }

    private void branch(Located branch) throws RefusedException {
        Located target = document.follow(branch);
        boolean mergeable = ++parts <= MAX_PARTS
                && target != null
                && target.value() instanceof Json.Obj object
                && isObject(object)
                && (object.object("properties") != null
                        || !object.items("allOf").isEmpty())
                && object.members().keySet().stream()
                        .allMatch(name -> MERGEABLE.contains(name) || name.startsWith("x-"));
        if (mergeable && target != null) {
            collect(target, (Json.Obj) target.value());
        } else {
            kept.add(branch.value());
        }
    }

    private static Located both(Located first, Located second) {
        if (first.value().equals(second.value())) {
            return first;
        }
        List<Json> parts = List.of(first.value(), second.value());
        return new Located(Json.object().put("allOf", new Json.Arr(parts)).build(), second.place(), second.home());
    }
}

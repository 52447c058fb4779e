package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bounds how many schemas one value is checked against: {@code allOf} upon {@code allOf} doubles, and what contains itself never ends. */
final class EvaluationCost {
    /** The most schemas that apply to one value. */
    static final int MAX_COST = 10_000;

    private static final String REFERENCE = "#/$defs/";
    private static final int UNFINISHED = -1;
    private static final Set<String> SAME_VALUE =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");
    private static final Set<String> OTHER_VALUES = Set.of(
            "properties",
            "patternProperties",
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "items",
            "prefixItems",
            "unevaluatedItems",
            "contains");

    private final Map<String, Json> definitions;
    private final Map<String, Integer> costs = new HashMap<>();
    private final Deque<Json.Obj> roots = new ArrayDeque<>();
    private final Place place;

    private EvaluationCost(Map<String, Json> definitions, Place place) {
        this.definitions = definitions;
        this.place = place;
    }

    /** Checks a schema that {@link SchemaWriter} wrote. */
    static void check(Json.Obj schema, Place place) throws RefusedException {
        Json.Obj definitions = schema.object("$defs");
        var cost = new EvaluationCost(definitions == null ? Map.of() : definitions.members(), place);
        cost.roots.add(schema);
        for (Json.Obj root = cost.roots.poll(); root != null; root = cost.roots.poll()) {
            cost.of(root);
        }
    }

    private int of(Json schema) throws RefusedException {
        if (!(schema instanceof Json.Obj object)) {
            return 1;
        }
        int cost = 1;
        String reference = object.text("$ref");
        if (reference != null) {
            cost += definition(reference.substring(REFERENCE.length()));
        }
        for (Map.Entry<String, Json> keyword : object.members().entrySet()) {
            Collection<Json> parts = parts(keyword.getValue(), keyword.getKey());
            if (SAME_VALUE.contains(keyword.getKey())) {
                for (Json part : parts) {
                    cost += of(part);
                }
            } else if (OTHER_VALUES.contains(keyword.getKey())) {
                parts.forEach(this::later);
            }
            bound(cost);
        }
        return cost;
    }

    private void later(Json schema) {
        if (schema instanceof Json.Obj object) {
            roots.add(object);
        }
    }

    private static Collection<Json> parts(Json value, String keyword) {
        boolean named =
                Set.of("properties", "patternProperties", "dependentSchemas").contains(keyword);
        return switch (value) {
            case Json.Arr(List<Json> items) -> items;
            case Json.Obj(Map<String, Json> members) when named -> members.values();
            default -> List.of(value);
        };
    }

    private int definition(String name) throws RefusedException {
        Integer known = costs.get(name);
        if (known != null) {
            if (known == UNFINISHED) {
                throw new RefusedException(
                        place, "the schema " + Texts.quoted(name) + " contains itself with no member in between");
            }
            return known;
        }
        costs.put(name, UNFINISHED);
        Json definition = definitions.get(name);
        int cost = definition == null ? 1 : of(definition);
        costs.put(name, cost);
        return cost;
    }

    private void bound(int cost) throws RefusedException {
        if (cost > MAX_COST) {
            throw new RefusedException(
                    place, "more than " + MAX_COST + " schemas apply to one value, composition expanded");
        }
    }
}

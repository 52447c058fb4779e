package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.upstream.openapi.Document.Located;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells whether keywords about an object as a whole still mean the same when parameters stand among its members. */
final class Openness {
    private static final int MAX_DEPTH = 20;
    private static final Set<String> HARMLESS = Set.of(
            "type", "title", "description", "discriminator", "$schema", "$anchor", "$comment", "xml", "externalDocs");

    private final Document document;
    private final Set<String> foreign;

    /** Takes the names under which other things than the body's own members are found. */
    Openness(Document document, Set<String> foreign) {
        this.document = document;
        this.foreign = foreign;
    }

    boolean allows(Json.Obj rest, Located at) throws RefusedException {
        for (Map.Entry<String, Json> keyword : rest.members().entrySet()) {
            boolean closes = keyword.getKey().equals("additionalProperties")
                    || keyword.getKey().equals("unevaluatedProperties");
            if (!closes && !allows(keyword.getKey(), keyword.getValue(), at, 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean allows(String keyword, Json value, Located at, int depth) throws RefusedException {
        return switch (keyword) {
            case "allOf", "anyOf", "oneOf" ->
                all(((value instanceof Json.Arr(List<Json> items)) ? items : List.<Json>of()), at, depth);
            case "not", "if", "then", "else" -> branch(value, at, depth);
            case "required" ->
                value instanceof Json.Arr(List<Json> names)
                        && names.stream()
                                .noneMatch(name -> name instanceof Json.Str(String text) && foreign.contains(text));
            case "properties" ->
                value instanceof Json.Obj(Map<String, Json> members)
                        && members.keySet().stream().noneMatch(foreign::contains);
            default -> HARMLESS.contains(keyword) || keyword.startsWith("x-");
        };
    }

    private boolean all(List<Json> branches, Located at, int depth) throws RefusedException {
        for (Json branch : branches) {
            if (!branch(branch, at, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean branch(Json value, Located at, int depth) throws RefusedException {
        Located target = document.follow(new Located(value, at.place(), at.home()));
        if (depth > MAX_DEPTH || target == null || !(target.value() instanceof Json.Obj object)) {
            return false;
        }
        for (Map.Entry<String, Json> keyword : object.members().entrySet()) {
            if (!allows(keyword.getKey(), keyword.getValue(), target, depth + 1)) {
                return false;
            }
        }
        return true;
    }
}

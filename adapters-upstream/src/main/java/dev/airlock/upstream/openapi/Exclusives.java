package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import java.util.Map;

/** Bounds as OpenAPI 3.0 writes them: a flag beside the bound says that it is exclusive. */
final class Exclusives {
    private Exclusives() {}

    static void apply(Json.Obj schema, Map<String, Json> out) {
        apply(schema, out, "minimum", "exclusiveMinimum");
        apply(schema, out, "maximum", "exclusiveMaximum");
    }

    private static void apply(Json.Obj schema, Map<String, Json> out, String bound, String exclusive) {
        if (schema.isTrue(exclusive) && out.containsKey(bound)) {
            out.put(exclusive, out.remove(bound));
        }
    }
}

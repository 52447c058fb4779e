package dev.airlock.http.mcp;

import dev.airlock.application.call.ArgumentSchemas;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.util.ArrayList;
import java.util.List;

/** As much of JSON Schema as these tests need: what is required, and the types of properties. */
final class RequiredArguments implements ArgumentSchemas {
    @Override
    public Check compile(RawJson raw) {
        Json.Obj schema = raw.parse();
        return arguments -> {
            var violations = new ArrayList<Violation>();
            for (Json name : schema.items("required")) {
                if (name instanceof Json.Str(String text) && arguments.get(text) == null) {
                    violations.add(new Violation(text, "is required"));
                }
            }
            arguments.members().forEach((name, value) -> wrongType(schema, name, value, violations));
            return violations;
        };
    }

    private static void wrongType(Json.Obj schema, String name, Json value, List<Violation> violations) {
        Json.Obj properties = schema.object("properties");
        Json.Obj property = properties == null ? null : properties.object(name);
        String type = property == null ? null : property.text("type");
        if (type != null && !type.equals("integer") && !type.equals(value.kind())) {
            violations.add(new Violation(name, "must be of type " + type + ", not " + value.kind()));
        }
    }
}

package dev.airlock.upstream.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.airlock.domain.call.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says what is wrong with arguments in words that an agent can act on, without repeating the values. */
final class Violations {
    private static final int MAX_VIOLATIONS = 20;
    private static final int MAX_PROBLEM = 300;

    private Violations() {}

    static List<Violation> of(List<Error> errors) {
        return errors.isEmpty()
                ? List.of()
                : errors.stream()
                        .map(Violations::violation)
                        .distinct()
                        .limit(MAX_VIOLATIONS)
                        .toList();
    }

    private static Violation violation(Error error) {
        String path = path(error.getInstanceLocation());
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "required" -> new Violation(join(path, property), "is required");
            case "additionalProperties", "unevaluatedProperties" ->
                new Violation(join(path, property), "is not an argument of this tool");
            case "type" -> new Violation(path, "must be " + types(error.getSchemaNode()));
            case "enum" -> new Violation(path, bounded("must be one of " + error.getSchemaNode()));
            case "const" -> new Violation(path, bounded("must be " + error.getSchemaNode()));
            case "pattern" -> new Violation(path, bounded("must match the pattern " + text(error.getSchemaNode())));
            case "minimum" -> new Violation(path, "must be at least " + error.getSchemaNode());
            case "maximum" -> new Violation(path, "must be at most " + error.getSchemaNode());
            case "exclusiveMinimum" -> new Violation(path, "must be more than " + error.getSchemaNode());
            case "exclusiveMaximum" -> new Violation(path, "must be less than " + error.getSchemaNode());
            default -> new Violation(path, bounded(error.getMessage()));
        };
    }

    private static String path(NodePath location) {
        var path = new StringBuilder();
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            if (element instanceof Integer) {
                path.append('[').append(element).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(element);
            }
        }
        return path.toString();
    }

    private static String join(String path, @Nullable String property) {
        if (property == null) {
            return path;
        }
        return path.isEmpty() ? property : path + "." + property;
    }

    private static String types(JsonNode node) {
        if (!node.isArray()) {
            return "of type " + text(node);
        }
        List<String> names = node.valueStream().map(Violations::text).toList();
        return "of type " + String.join(" or ", names);
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }

    private static String bounded(String text) {
        return text.length() <= MAX_PROBLEM ? text : text.substring(0, MAX_PROBLEM) + "…";
    }
}

package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;

/** One parameter of an operation, {@code in} path, query or header. */
record Parameter(String name, String in, boolean required, JsonNode schema) {
    /** Turns what was sent into the JSON value that the schema asks for; what does not fit stays text for the check to refuse. */
    JsonNode value(List<String> sent) {
        if (!isArray()) {
            return scalar(schema, sent.getFirst());
        }
        var values = JsonNodeFactory.instance.arrayNode();
        sent.forEach(text -> values.add(scalar(schema.path("items"), text)));
        return values;
    }

    boolean isArray() {
        return "array".equals(schema.path("type").asText());
    }

    private static JsonNode scalar(JsonNode schema, String text) {
        return switch (schema.path("type").asText()) {
            case "integer" ->
                text.matches("-?[0-9]{1,15}") ? LongNode.valueOf(Long.parseLong(text)) : TextNode.valueOf(text);
            case "number" ->
                text.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")
                        ? DecimalNode.valueOf(new BigDecimal(text))
                        : TextNode.valueOf(text);
            case "boolean" ->
                text.matches("true|false") ? BooleanNode.valueOf(Boolean.parseBoolean(text)) : TextNode.valueOf(text);
            default -> TextNode.valueOf(text);
        };
    }
}

package dev.airlock.upstream.schema;

import dev.airlock.domain.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as the validator reads them, numbers exact. */
final class JsonNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DIGITS_OF_A_LONG = 18;

    private JsonNodes() {}

    static JsonNode of(Json value) {
        return switch (value) {
            case Json.Obj(Map<String, Json> members) -> object(members);
            case Json.Arr(List<Json> items) -> array(items);
            case Json.Str(String text) -> NODES.stringNode(text);
            case Json.Num(String literal) -> number(literal);
            case Json.Bool(boolean bool) -> NODES.booleanNode(bool);
            case Json.Null n -> NODES.nullNode();
        };
    }

    private static ObjectNode object(Map<String, Json> members) {
        ObjectNode node = NODES.objectNode();
        members.forEach((name, member) -> node.set(name, of(member)));
        return node;
    }

    private static ArrayNode array(List<Json> items) {
        ArrayNode node = NODES.arrayNode(items.size());
        items.forEach(item -> node.add(of(item)));
        return node;
    }

    private static JsonNode number(String literal) {
        for (int i = literal.charAt(0) == '-' ? 1 : 0; i < literal.length(); i++) {
            if (!Character.isDigit(literal.charAt(i))) {
                return decimal(new BigDecimal(literal));
            }
        }
        return literal.length() <= DIGITS_OF_A_LONG
                ? NODES.numberNode(Long.parseLong(literal))
                : decimal(new BigDecimal(literal));
    }

    /** JSON Schema calls 1.0 an integer, too. */
    private static JsonNode decimal(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0
                ? NODES.numberNode(value.toBigInteger())
                : NODES.numberNode(value);
    }
}

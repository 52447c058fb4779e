package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** Checks a value against the part of JSON Schema that the shop's description uses, and reports every fault, not only the first. */
final class SchemaCheck {
    private final UnaryOperator<JsonNode> resolve;
    private final List<Fault> faults = new ArrayList<>();

    private SchemaCheck(UnaryOperator<JsonNode> resolve) {
        this.resolve = resolve;
    }

    /**
     * What is wrong with the value.
     *
     * @param field how the faults call the value; empty for a whole body
     * @param resolve follows the {@code $ref} of a schema
     */
    static List<Fault> faults(String field, JsonNode schema, JsonNode value, UnaryOperator<JsonNode> resolve) {
        var check = new SchemaCheck(resolve);
        check.value(field, resolve.apply(schema), value);
        return List.copyOf(check.faults);
    }

    private void value(String field, JsonNode schema, JsonNode value) {
        switch (schema.path("type").asText()) {
            case "object" -> when(value.isObject(), field, "must be an object", () -> object(field, schema, value));
            case "array" -> when(value.isArray(), field, "must be an array", () -> array(field, schema, value));
            case "string" ->
                when(value.isTextual(), field, "must be a string", () -> string(field, schema, value.asText()));
            case "boolean" -> require(value.isBoolean(), field, "must be true or false");
            case "integer" ->
                when(
                        value.isNumber() && value.canConvertToExactIntegral(),
                        field,
                        "must be an integer",
                        () -> number(field, schema, value.decimalValue()));
            case "number" ->
                when(value.isNumber(), field, "must be a number", () -> number(field, schema, value.decimalValue()));
            default -> throw new IllegalStateException("the description has a schema without a type at " + field);
        }
    }

    private void object(String field, JsonNode schema, JsonNode value) {
        var properties = schema.path("properties");
        schema.path("required")
                .forEach(name -> require(value.has(name.asText()), at(field, name.asText()), "is required"));
        require(
                value.size() >= schema.path("minProperties").asInt(),
                field.isEmpty() ? "body" : field,
                "must have at least one of " + String.join(", ", names(properties)));
        value.properties().forEach(member -> {
            var name = member.getKey();
            if (properties.has(name)) {
                value(at(field, name), resolve.apply(properties.path(name)), member.getValue());
            } else {
                require(
                        schema.path("additionalProperties").asBoolean(true),
                        at(field, name),
                        "is not known here; known are " + String.join(", ", names(properties)));
            }
        });
    }

    private void array(String field, JsonNode schema, JsonNode value) {
        int least = schema.path("minItems").asInt();
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        require(value.size() >= least, field, "must have at least " + least + " item");
        require(value.size() <= most, field, "must have at most " + most + " items");
        var items = resolve.apply(schema.path("items"));
        for (int i = 0; i < value.size(); i++) {
            value(field + "[" + i + "]", items, value.get(i));
        }
    }

    private void string(String field, JsonNode schema, String text) {
        int least = schema.path("minLength").asInt();
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        require(text.length() >= least, field, "must have at least " + least + " character");
        require(text.length() <= most, field, "must have at most " + most + " characters");
        if (schema.has("pattern")) {
            var pattern = schema.path("pattern").asText();
            require(text.matches(pattern), field, "must match " + pattern);
        }
        if (schema.has("enum")) {
            var allowed = StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            require(allowed.contains(text), field, "must be one of " + String.join(", ", allowed));
        }
        switch (schema.path("format").asText()) {
            case "date" -> require(isDate(text), field, "must be a date such as 2026-02-28");
            case "email" -> require(text.matches("[^@\\s]+@[^@\\s]+"), field, "must be an e-mail address");
            default -> {}
        }
    }

    private void number(String field, JsonNode schema, BigDecimal number) {
        if (schema.has("minimum")) {
            var least = schema.path("minimum").decimalValue();
            require(number.compareTo(least) >= 0, field, "must be at least " + least.toPlainString());
        }
        if (schema.has("maximum")) {
            var most = schema.path("maximum").decimalValue();
            require(number.compareTo(most) <= 0, field, "must be at most " + most.toPlainString());
        }
    }

    private void when(boolean rightType, String field, String otherwise, Runnable closerCheck) {
        require(rightType, field.isEmpty() ? "body" : field, otherwise);
        if (rightType) {
            closerCheck.run();
        }
    }

    private void require(boolean met, String field, String otherwise) {
        if (!met) {
            faults.add(new Fault(field, otherwise));
        }
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() < 10_000;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static List<String> names(JsonNode properties) {
        return properties.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String at(String field, String name) {
        return field.isEmpty() ? name : field + "." + name;
    }
}

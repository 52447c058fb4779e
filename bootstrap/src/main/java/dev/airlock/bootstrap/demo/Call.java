package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One call whose input has passed the description's checks: parameters by name, defaults filled in, and the body. */
record Call(ObjectNode parameters, JsonNode body) {
    /** A required parameter, or one with a default. */
    String text(String name) {
        return parameters.required(name).asText();
    }

    /** A required whole number, or one with a default. */
    int number(String name) {
        return parameters.required(name).asInt();
    }

    Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    Optional<LocalDate> date(String name) {
        return optional(name).map(value -> LocalDate.parse(value.asText()));
    }

    /** The values of an array parameter, empty if it was not sent. */
    Set<String> choices(String name) {
        return StreamSupport.stream(parameters.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toUnmodifiableSet());
    }

    <T> T body(Class<T> type) {
        return Json.read(body, type);
    }
}

package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a request as the call that an operation of the description expects. */
final class CallReader {
    static final int MOST_BODY_BYTES = 64 * 1024;

    private final Contract contract;

    CallReader(Contract contract) {
        this.contract = contract;
    }

    /** Checks everything that was sent. */
    Reading read(Operation operation, Map<String, String> path, HttpExchange exchange) throws IOException {
        var query = Percent.query(exchange.getRequestURI().getRawQuery());
        var faults = new ArrayList<>(unknown(operation, query.keySet()));
        var parameters = JsonNodeFactory.instance.objectNode();
        for (var parameter : operation.parameters()) {
            var sent = switch (parameter.in()) {
                case "path" -> List.of(path.getOrDefault(parameter.name(), ""));
                case "header" -> exchange.getRequestHeaders().getOrDefault(parameter.name(), List.of());
                default -> query.getOrDefault(parameter.name(), List.of());
            };
            faults.addAll(take(parameter, sent, parameters));
        }
        return faults.isEmpty()
                ? readBody(operation, parameters, exchange)
                : new Reading.Refused(Reply.faulty(400, faults));
    }

    private static List<Fault> unknown(Operation operation, Set<String> names) {
        var known = operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Fault(name, "is not a parameter of " + operation.id() + "; known are " + known))
                .toList();
    }

    private List<Fault> take(Parameter parameter, List<String> sent, ObjectNode parameters) {
        var name = parameter.name();
        if (sent.isEmpty()) {
            Optional.ofNullable(parameter.schema().get("default")).ifPresent(value -> parameters.set(name, value));
            return parameter.required() ? List.of(new Fault(name, "is required")) : List.of();
        }
        if (sent.size() > 1 && !parameter.isArray()) {
            return List.of(new Fault(name, "must be given once"));
        }
        var value = parameter.value(sent);
        parameters.set(name, value);
        return SchemaCheck.faults(name, parameter.schema(), value, contract::resolve);
    }

    private Reading readBody(Operation operation, ObjectNode parameters, HttpExchange exchange) throws IOException {
        if (!operation.takesBody()) {
            return new Reading.Sound(new Call(parameters, MissingNode.getInstance()));
        }
        var bytes = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
        if (bytes.length > MOST_BODY_BYTES) {
            return new Reading.Refused(Reply.problem(413, "The body must be at most " + MOST_BODY_BYTES + " bytes.")
                    .with("Connection", "close"));
        }
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            return new Reading.Refused(Reply.faulty(400, List.of(new Fault("body", "must be a JSON object"))));
        }
        var faults = SchemaCheck.faults("", operation.body(), body, contract::resolve);
        return faults.isEmpty()
                ? new Reading.Sound(new Call(parameters, body))
                : new Reading.Refused(Reply.faulty(422, faults));
    }
}

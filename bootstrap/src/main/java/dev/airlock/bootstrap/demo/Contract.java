package dev.airlock.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The shop's OpenAPI description, read as the contract that it serves by. */
final class Contract {
    private final ObjectNode document;
    private final List<Operation> operations;

    private Contract(ObjectNode document) {
        this.document = document;
        this.operations = operations(document.path("paths"));
    }

    static Contract load() {
        try (var in = Objects.requireNonNull(Contract.class.getResourceAsStream("openapi.json"))) {
            return new Contract((ObjectNode) Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        return operations;
    }

    /** The document with its server replaced by the given address. */
    String servedAt(URI baseUrl) {
        var served = document.deepCopy();
        ((ObjectNode) served.path("servers").path(0)).put("url", baseUrl.toString());
        return served.toPrettyString();
    }

    /** Follows a {@code $ref} of this document; a node without one is returned as it is. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private List<Operation> operations(JsonNode paths) {
        var found = new ArrayList<Operation>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> found.add(operation(method.getKey(), path.getKey(), method.getValue()))));
        return List.copyOf(found);
    }

    private Operation operation(String method, String path, JsonNode node) {
        var parameters = StreamSupport.stream(node.path("parameters").spliterator(), false)
                .map(this::resolve)
                .map(this::parameter)
                .toList();
        var body = node.at("/requestBody/content/application~1json/schema");
        return new Operation(node.path("operationId").asText(), method, new PathTemplate(path), parameters, body);
    }

    private Parameter parameter(JsonNode node) {
        return new Parameter(
                node.path("name").asText(),
                node.path("in").asText(),
                node.path("required").asBoolean(),
                resolve(node.path("schema")));
    }
}

package dev.airlock.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The OpenAPI description of the measured operation, under as many names as wanted. */
final class BenchDescription {
    private static final String OPERATION = """
            "PATH": {"get": {
              "operationId": "NAME", "summary": "Read one order",
              "description": "Returns the order with its lines and totals, converted to the wanted currency.",
              "parameters": [
                {"name": "orderId", "in": "path", "required": true, "description": "The order's number.",
                 "schema": {"type": "string", "pattern": "^ord-[0-9]{1,12}$"}},
                {"name": "limit", "in": "query", "description": "How many lines at most.",
                 "schema": {"type": "integer", "minimum": 1, "maximum": 200}},
                {"name": "currency", "in": "query", "schema": {"type": "string", "enum": ["EUR", "USD", "GBP"]}},
                {"name": "since", "in": "query", "schema": {"type": "string", "maxLength": 32}},
                {"name": "X-Trace", "in": "header", "schema": {"type": "string", "maxLength": 64}}],
              "responses": {"200": {"description": "The order", "content": {"application/json": {"schema": {"type": "object"}}}}}}}""";

    private BenchDescription() {}

    static String of(int operations) {
        String paths = IntStream.range(0, operations)
                .mapToObj(i -> i == 0 ? "" : Integer.toString(i))
                .map(suffix -> OPERATION
                        .replace("PATH", "/v1/orders" + suffix + "/{orderId}")
                        .replace("NAME", "getOrder" + suffix))
                .collect(Collectors.joining(",\n"));
        return """
                {"openapi": "3.1.0", "info": {"title": "Orders", "version": "1"},
                 "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
                 "security": [{"key": []}],
                 "paths": {%s}}
                """.formatted(paths);
    }
}

package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.Body;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of schemas: OpenAPI 3.0's dialect is translated, 3.1's is kept. */
class SchemasTest {
    @Test
    void openapi_3_0_is_translated() {
        assertThat(translated(
                        "{type: string, nullable: true, enum: [a, b], example: a, xml: {name: x}, x-internal: 1}"))
                .isEqualTo("{\"type\":[\"string\",\"null\"],\"enum\":[\"a\",\"b\",null],\"examples\":[\"a\"]}");
        assertThat(translated(
                        "{type: number, minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}"))
                .isEqualTo("{\"type\":\"number\",\"maximum\":9,\"exclusiveMinimum\":1}");
        assertThat(translated("{oneOf: [{type: string}, {type: integer}], nullable: true}"))
                .isEqualTo(
                        "{\"anyOf\":[{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]},{\"type\":\"null\"}]}");
    }

    @Test
    void what_is_malformed_accepts_more_never_less() {
        assertThat(translated("{type: any, minLength: '3', required: true, pattern: '('}"))
                .isEqualTo("{}");
        assertThat(translated("{type: string, enum: [1.0, yes, true]}")).contains("[\"1.0\",\"yes\",\"true\"]");
    }

    @Test
    void read_only_members_are_neither_offered_nor_demanded() {
        assertThat(
                        translated(
                                "{type: object, required: [id, name], properties: {id: {type: string, readOnly: true}, name: {type: string}}}"))
                .isEqualTo(
                        "{\"type\":\"object\",\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\"}}}");
    }

    @Test
    void a_discriminated_choice_may_match_more_than_once() {
        assertThat(translated("{oneOf: [{type: object}, {type: object}], discriminator: {propertyName: kind}}"))
                .startsWith("{\"anyOf\":");
    }

    @Test
    void only_reachable_definitions_come_along_and_cycles_stay_references() {
        Json.Obj schema = Described.schema(document("3.0.3", "{$ref: '#/components/schemas/Node'}"), "a");

        assertThat(Described.at(schema, "properties", "v")).isEqualTo("{\"$ref\":\"#/$defs/Node\"}");
        assertThat(Described.at(schema, "$defs"))
                .isEqualTo(
                        "{\"Node\":{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#/$defs/Node\"},\"kind\":{\"type\":\"string\",\"enum\":[\"x\"]}}}}");
    }

    @Test
    void a_reference_that_leads_nowhere_accepts_anything_and_is_warned_about() {
        Reading.Understood reading = document("3.0.3", "{$ref: '#/components/schemas/Missing'}");

        assertThat(Described.at(Described.schema(reading, "a"), "properties", "v"))
                .isEqualTo("{}");
        assertThat(reading.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("leads nowhere", "/paths/~1a/post"));
    }

    @Test
    void openapi_3_1_counts_what_stands_beside_a_reference() {
        assertThat(Described.at(
                        Described.schema(
                                document("3.1.0", "{$ref: '#/components/schemas/Node', minProperties: 1}"), "a"),
                        "properties",
                        "v"))
                .isEqualTo("{\"minProperties\":1,\"$ref\":\"#/$defs/Node\"}");
    }

    @Test
    void json_schema_2020_12_is_kept_where_the_body_is_the_root() {
        Reading.Understood reading = Described.by("""
                openapi: 3.1.0
                info: {title: T, version: '1'}
                paths:
                  /a:
                    post:
                      operationId: a
                      requestBody:
                        required: true
                        content:
                          application/json:
                            schema:
                              $schema: https://json-schema.org/draft/2020-12/schema
                              $anchor: root
                              type: object
                              $defs: {address: {$anchor: addressDef, type: object, properties: {city: {type: string}}}}
                              properties:
                                address: {$ref: '#/$defs/address'}
                                again: {$ref: '#addressDef'}
                                method: {type: string, enum: [phone, email]}
                                phone: {type: string}
                                email: {type: string}
                              allOf: [{anyOf: [{required: [phone]}, {required: [email]}]}]
                              if: {properties: {method: {const: phone}}, required: [method]}
                              then: {required: [phone]}
                              else: {required: [email]}
                              additionalProperties: false
                """);
        Json.Obj schema = Described.schema(reading, "a");

        assertThat(Described.at(schema, "$schema")).isEqualTo("\"https://json-schema.org/draft/2020-12/schema\"");
        assertThat(Described.at(schema, "$anchor")).isEqualTo("\"root\"");
        assertThat(Described.at(schema, "$defs", "address", "$anchor")).isEqualTo("\"addressDef\"");
        assertThat(Described.at(schema, "properties", "address")).isEqualTo("{\"$ref\":\"#/$defs/address\"}");
        assertThat(Described.at(schema, "properties", "again")).isEqualTo("{\"$ref\":\"#/$defs/address\"}");
        assertThat(Described.at(schema, "allOf"))
                .isEqualTo("[{\"anyOf\":[{\"required\":[\"phone\"]},{\"required\":[\"email\"]}]}]");
        assertThat(Described.at(schema, "if", "properties", "method", "const")).isEqualTo("\"phone\"");
        assertThat(Described.at(schema, "then")).isEqualTo("{\"required\":[\"phone\"]}");
        assertThat(Described.at(schema, "else")).isEqualTo("{\"required\":[\"email\"]}");
        assertThat(Described.at(schema, "additionalProperties")).isEqualTo("false");
        assertThat(((Body.Encoded) Described.operation(reading, "a").body()).argument())
                .isNull();
    }

    @Test
    void a_header_extension_is_kept_only_where_clients_accept_it() {
        Reading.Understood reading = Described.paths("""
                /a:
                  get:
                    operationId: a
                    parameters:
                      - {name: region, in: query, schema: {type: string, x-mcp-header: Region}}
                      - {name: twice, in: query, schema: {type: string, x-mcp-header: REGION}}
                      - {name: spaced, in: query, schema: {type: string, x-mcp-header: 'a b'}}
                      - {name: number, in: query, schema: {type: number, x-mcp-header: Number}}
                      - {name: nested, in: query, schema: {type: array, items: {type: string, x-mcp-header: Nested}}}
                      - {name: outside, in: query, x-mcp-header: Outside, schema: {type: boolean}}
                """);
        Json.Obj schema = Described.schema(reading, "a");

        assertThat(Described.at(schema, "properties", "region", "x-mcp-header")).isEqualTo("\"Region\"");
        assertThat(Described.at(schema, "properties", "outside", "x-mcp-header"))
                .isEqualTo("\"Outside\"");
        assertThat(Described.at(schema).split("x-mcp-header", -1)).hasSize(3);
        assertThat(reading.warnings()).singleElement().asString().contains("x-mcp-header", "and 3 more");
    }

    @Test
    void a_large_schema_is_shortened_from_its_depth_and_then_exactness_is_not_pretended() {
        String deep = IntStream.range(0, 400)
                .mapToObj(i -> "p" + i
                        + ": {type: object, properties: {q: {type: object, properties: {r: {type: string, description: '"
                        + "d".repeat(80) + "'}}}}}")
                .collect(Collectors.joining(",\n            "));
        Json.Obj schema = Described.schema(
                document(
                        "3.0.3",
                        "{type: object, properties: {" + deep
                                + ", choice: {oneOf: [{type: object}, {type: string}]}}}"),
                "a");

        assertThat(Described.at(schema))
                .hasSizeLessThan(Effort.MAX_BYTES)
                .contains("Its members are not shown")
                .doesNotContain("oneOf");
    }

    @Test
    void what_is_too_large_however_short_is_left_out_with_a_warning() {
        String wide = IntStream.range(0, 4_000)
                .mapToObj(i -> "p" + i + ": {type: string}")
                .collect(Collectors.joining(",\n            "));
        Reading.Understood reading =
                document("3.0.3", "{type: object, required: [" + "p1" + "], properties: {" + wide + "}}");

        assertThat(reading.tools()).isEmpty();
        assertThat(reading.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("POST /a was left out", "bytes to describe"));
    }

    private static String translated(String schema) {
        return Described.at(Described.schema(document("3.0.3", schema), "a"), "properties", "v");
    }

    private static Reading.Understood document(String version, String schema) {
        return Described.by("""
                openapi: %s
                info: {title: T, version: '1'}
                servers: [{url: 'https://api.example.com'}]
                paths:
                  /a:
                    post:
                      operationId: a
                      requestBody: {content: {application/json: {schema: {type: object, properties: {v: %s}}}}}
                components:
                  schemas:
                    Unused: {type: object}
                    Kind: {type: string, enum: [x]}
                    Node:
                      type: object
                      properties:
                        next: {$ref: '#/components/schemas/Node'}
                        kind: {$ref: '#/components/schemas/Kind'}
                """.formatted(version, schema));
    }
}

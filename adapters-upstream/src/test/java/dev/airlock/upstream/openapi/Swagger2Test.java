package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.upstream.http.Body;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import dev.airlock.upstream.http.HttpOperation.Style;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Swagger2Test {
    private final Reading.Understood shop = Described.by("""
            swagger: 2.0
            info: {title: Shop, description: A shop., version: '1'}
            host: api.example.com
            basePath: /v1
            schemes: [http, https]
            consumes: [application/json]
            securityDefinitions:
              key: {type: apiKey, in: query, name: api_key}
            parameters:
              Page: {name: page, in: query, type: integer, minimum: 1, exclusiveMinimum: true}
            definitions:
              Order:
                type: object
                required: [item]
                properties:
                  item: {}
                  note: {type: string, x-nullable: true}
                  child: {$ref: '#/definitions/Order'}
            paths:
              /orders/{id}:
                parameters:
                  - {name: id, in: path, required: true, type: string}
                get:
                  operationId: getOrder
                  parameters:
                    - {$ref: '#/parameters/Page'}
                    - {name: csv, in: query, type: array, items: {type: string}}
                    - {name: multi, in: query, type: array, items: {type: string}, collectionFormat: multi}
                    - {name: ssv, in: query, type: array, items: {type: string}, collectionFormat: ssv}
                    - {name: pipes, in: query, type: array, items: {type: string}, collectionFormat: pipes}
                    - {name: tsv, in: query, type: array, items: {type: string}, collectionFormat: tsv}
                  responses: {200: {description: OK}}
                put:
                  operationId: putOrder
                  parameters: [{name: order, in: body, schema: {$ref: '#/definitions/Order'}}]
                post:
                  operationId: noteOrder
                  parameters:
                    - {name: note, in: formData, type: string, required: true}
                patch:
                  operationId: attach
                  parameters: [{name: file, in: formData, type: file}]
            """);

    @Test
    void the_target_is_the_https_one() {
        assertThat(shop.title()).isEqualTo("Shop");
        assertThat(shop.description()).isEqualTo("A shop.");
        assertThat(shop.target().url()).hasToString("https://api.example.com/v1");
        assertThat(shop.schemes())
                .containsExactly(new CredentialScheme.ApiKey(CredentialScheme.Location.QUERY, "api_key"));
    }

    @Test
    void collection_formats_become_styles() {
        assertThat(Described.operation(shop, "getOrder").parameters())
                .extracting(Parameter::argument, Parameter::style, Parameter::explode)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("id", Style.SIMPLE, false),
                        org.assertj.core.groups.Tuple.tuple("page", Style.FORM, true),
                        org.assertj.core.groups.Tuple.tuple("csv", Style.FORM, false),
                        org.assertj.core.groups.Tuple.tuple("multi", Style.FORM, true),
                        org.assertj.core.groups.Tuple.tuple("ssv", Style.SPACE_DELIMITED, false),
                        org.assertj.core.groups.Tuple.tuple("pipes", Style.PIPE_DELIMITED, false),
                        org.assertj.core.groups.Tuple.tuple("tsv", Style.FORM, true));
        assertThat(Described.at(Described.schema(shop, "getOrder"), "properties", "page"))
                .isEqualTo("{\"type\":\"integer\",\"exclusiveMinimum\":1}");
        assertThat(shop.warnings()).anySatisfy(warning -> assertThat(warning).contains("tsv", "/get/parameters/5"));
    }

    @Test
    void schemas_pass_the_conversion_untouched() {
        assertThat(Described.at(Described.schema(shop, "putOrder"), "properties", "item"))
                .isEqualTo("{}");
        assertThat(Described.at(Described.schema(shop, "putOrder"), "properties", "note"))
                .isEqualTo("{\"type\":[\"string\",\"null\"]}");
        assertThat(Described.at(Described.schema(shop, "putOrder"), "$defs", "Order", "properties", "child"))
                .isEqualTo("{\"$ref\":\"#/$defs/Order\"}");
        assertThat(Described.at(Described.schema(shop, "putOrder"), "required")).isEqualTo("[\"id\",\"item\"]");
    }

    @Test
    void form_data_becomes_a_form_and_with_a_file_parts() {
        assertThat(Described.operation(shop, "noteOrder").body())
                .isEqualTo(new Body.Encoded("application/x-www-form-urlencoded", null, Map.of()));
        assertThat(Described.at(Described.schema(shop, "noteOrder"), "required"))
                .isEqualTo("[\"id\",\"note\"]");
        assertThat(Described.operation(shop, "attach").body())
                .isEqualTo(new Body.Encoded(
                        "multipart/form-data",
                        null,
                        Map.of(),
                        Map.of("file", new Body.Encoding(Body.Kind.FILE, null))));
    }
}

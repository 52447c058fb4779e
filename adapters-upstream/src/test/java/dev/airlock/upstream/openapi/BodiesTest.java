package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.Body;
import dev.airlock.upstream.http.Body.Encoding;
import dev.airlock.upstream.http.Body.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodiesTest {
    @Test
    void members_of_a_plain_object_are_arguments_and_the_later_of_two_names_gives_way() {
        Reading.Understood reading = body(
                "/a/{id}",
                "application/json: {schema: {type: object, required: [id, name], additionalProperties: false,"
                        + " properties: {id: {type: integer}, name: {type: string}, 'odd name': {type: string}}}}");

        assertThat(Described.operation(reading, "a").body())
                .isEqualTo(new Body.Encoded("application/json", null, Map.of("id_body", "id", "odd_name", "odd name")));
        assertThat(Described.at(Described.schema(reading, "a"), "properties"))
                .isEqualTo(
                        "{\"id\":{\"type\":\"string\"},\"id_body\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},\"odd_name\":{\"type\":\"string\"}}");
        assertThat(Described.at(Described.schema(reading, "a"), "required")).isEqualTo("[\"id\",\"id_body\",\"name\"]");
        assertThat(Described.at(Described.schema(reading, "a"), "additionalProperties"))
                .isEqualTo("false");
    }

    @Test
    void parts_of_an_all_of_that_only_add_members_are_merged() {
        Reading.Understood reading = body(
                "/a",
                "application/json: {schema: {allOf: ["
                        + "{type: object, required: [x], properties: {x: {type: string}}}, {properties: {y: {type: integer}}}, {anyOf: [{required: [y]}]}]}}");

        assertThat(Described.at(Described.schema(reading, "a"), "properties"))
                .isEqualTo("{\"x\":{\"type\":\"string\"},\"y\":{\"type\":\"integer\"}}");
        assertThat(Described.at(Described.schema(reading, "a"), "allOf"))
                .isEqualTo("[{\"anyOf\":[{\"required\":[\"y\"]}]}]");
    }

    @Test
    void a_body_that_parameters_would_break_is_one_argument() {
        Reading.Understood reading = body(
                "/a/{id}",
                "application/json: {schema: {type: object, maxProperties: 1, properties: {x: {type: string}}}}");

        assertThat(Described.operation(reading, "a").body())
                .isEqualTo(new Body.Encoded("application/json", "body", Map.of()));
        assertThat(Described.at(Described.schema(reading, "a"), "properties", "body", "maxProperties"))
                .isEqualTo("1");
        assertThat(Described.at(Described.schema(reading, "a"), "additionalProperties"))
                .isEqualTo("false");
    }

    @Test
    void what_is_no_object_is_one_argument() {
        assertThat(Described.at(
                        Described.schema(
                                body("/a", "application/json: {schema: {type: array, items: {type: string}}}"), "a"),
                        "properties"))
                .isEqualTo("{\"body\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}");
        assertThat(Described.at(Described.schema(body("/a", "text/markdown: {}"), "a"), "properties"))
                .isEqualTo("{\"body\":{\"type\":\"string\"}}");
    }

    @Test
    void json_is_preferred_to_a_form_and_a_form_to_text() {
        String form = "application/x-www-form-urlencoded: {schema: {type: object, properties: {x: {type: string}}}}";

        assertThat(Described.operation(body("/a", "text/plain: {}, " + form), "a")
                        .body())
                .isEqualTo(new Body.Encoded("application/x-www-form-urlencoded", null, Map.of()));
        assertThat(Described.operation(body("/a", form + ", application/merge-patch+json: {}"), "a")
                        .body())
                .isEqualTo(new Body.Encoded("application/merge-patch+json", "body", Map.of()));
    }

    @Test
    void a_file_among_parts_is_an_object_with_its_content() {
        Reading.Understood reading = body(
                "/a",
                "multipart/form-data: {schema: {type: object, required: [photo], properties: {photo: {type: string, format: binary,"
                        + " description: A portrait}, more: {type: array, items: {type: string, format: binary}}, title: {type: string},"
                        + " key: {type: string, contentEncoding: base64, contentMediaType: text/plain}, meta: {type: object}}},"
                        + " encoding: {photo: {contentType: image/png}, more: {contentType: 'image/png, image/jpeg'}, title:"
                        + " {contentType: application/json}}}");

        assertThat(Described.operation(reading, "a").body())
                .isEqualTo(new Body.Encoded(
                        "multipart/form-data",
                        null,
                        Map.of(),
                        Map.of(
                                "photo", new Encoding(Kind.FILE, "image/png"),
                                "more", new Encoding(Kind.FILE, null),
                                "title", new Encoding(Kind.JSON, "application/json"))));
        Json.Obj schema = Described.schema(reading, "a");
        assertThat(Described.at(schema, "properties", "photo"))
                .isEqualTo(
                        "{\"type\":\"object\",\"description\":\"A portrait\",\"properties\":{"
                                + "\"filename\":{\"type\":\"string\",\"maxLength\":255},\"contentType\":{\"type\":\"string\",\"maxLength\":200},"
                                + "\"base64\":{\"type\":\"string\",\"contentEncoding\":\"base64\",\"maxLength\":1048576},"
                                + "\"text\":{\"type\":\"string\",\"maxLength\":1048576}},"
                                + "\"oneOf\":[{\"required\":[\"base64\"]},{\"required\":[\"text\"]}],\"additionalProperties\":false}");
        assertThat(Described.at(schema, "properties", "more", "type")).isEqualTo("\"array\"");
        assertThat(Described.at(schema, "properties", "more", "items", "type")).isEqualTo("\"object\"");
        assertThat(Described.at(schema, "properties", "key", "type")).isEqualTo("\"string\"");
        assertThat(Described.at(schema, "required")).isEqualTo("[\"photo\"]");
    }

    @Test
    void bytes_are_one_argument_that_is_a_file() {
        for (String type :
                List.of("application/octet-stream", "image/jpeg", "image/*", "application/pdf", "audio/wav")) {
            Reading.Understood reading = body("/a", "'" + type + "': {schema: {type: string, format: binary}}");
            assertThat(Described.operation(reading, "a").body())
                    .isEqualTo(new Body.Encoded(type, "body", Map.of(), Map.of("body", new Encoding(Kind.FILE, null))));
            assertThat(Described.at(Described.schema(reading, "a"), "properties", "body", "oneOf"))
                    .isEqualTo("[{\"required\":[\"base64\"]},{\"required\":[\"text\"]}]");
        }
    }

    @Test
    void a_form_is_encoded_as_the_description_says() {
        Reading.Understood reading = body(
                "/a",
                "application/x-www-form-urlencoded: {schema: {type: object, properties: {expand: {type: array, items: {type: string}},"
                        + " ids: {type: array, items: {type: string}}, plain: {type: array, items: {type: string}}, doc: {type: object}}},"
                        + " encoding: {expand: {style: deepObject, explode: true}, ids: {style: form, explode: false},"
                        + " plain: {style: form, explode: true}, doc: {contentType: application/json}}}");

        assertThat(Described.operation(reading, "a").body())
                .isEqualTo(new Body.Encoded(
                        "application/x-www-form-urlencoded",
                        null,
                        Map.of(),
                        Map.of(
                                "expand", new Encoding(Kind.BRACKETED, null),
                                "ids", new Encoding(Kind.COMMA_DELIMITED, null),
                                "doc", new Encoding(Kind.JSON, null))));
    }

    @Test
    void a_body_that_cannot_be_sent_leaves_its_operation_out_with_a_warning() {
        for (String content : List.of("multipart/related: {}", "multipart/form-data: {schema: {type: array}}")) {
            Reading.Understood reading = body("/a", content);

            assertThat(reading.tools()).isEmpty();
            assertThat(reading.warnings()).singleElement().asString().startsWith("POST /a was left out: ");
        }
    }

    @Test
    void members_are_not_demanded_of_a_body_that_is_optional_in_so_many_words() {
        String schema = "application/json: {schema: {type: object, required: [x], properties: {x: {type: string}}}}";

        assertThat(Described.at(Described.schema(body("/a", schema), "a"), "required"))
                .isEqualTo("[\"x\"]");
        assertThat(Described.at(
                        Described.schema(
                                Described.paths("/a: {post: {operationId: a, requestBody: {required: false, content: {"
                                        + schema + "}}}}"),
                                "a"),
                        "required"))
                .isEqualTo("nothing");
    }

    private static Reading.Understood body(String path, String content) {
        return Described.paths("'" + path + "': {post: {operationId: a, requestBody: {content: {" + content + "}}}}");
    }
}

package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.upstream.http.HttpOperation.Body;
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
                .isEqualTo(new Body("application/json", null, Map.of("id_body", "id", "odd_name", "odd name")));
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

        assertThat(Described.operation(reading, "a").body()).isEqualTo(new Body("application/json", "body", Map.of()));
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
                .isEqualTo(new Body("application/x-www-form-urlencoded", null, Map.of()));
        assertThat(Described.operation(body("/a", form + ", application/merge-patch+json: {}"), "a")
                        .body())
                .isEqualTo(new Body("application/merge-patch+json", "body", Map.of()));
    }

    @Test
    void a_body_that_cannot_be_sent_leaves_its_operation_out_with_a_warning() {
        Reading.Understood reading = body("/a", "multipart/form-data: {}");

        assertThat(reading.tools()).isEmpty();
        assertThat(reading.warnings())
                .containsExactly(
                        "POST /a was left out: it takes a body of type multipart/form-data, which cannot be sent yet");
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

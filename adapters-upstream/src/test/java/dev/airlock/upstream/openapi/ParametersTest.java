package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import dev.airlock.upstream.http.HttpOperation.Style;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void every_style_is_kept_and_defaults_follow_the_place() {
        var reading = Described.paths("""
                /a/{p}/{m}/{l}:
                  parameters:
                    - {name: p, in: path, required: true, schema: {type: string}}
                    - {name: q, in: query, schema: {type: string}}
                  get:
                    operationId: a
                    parameters:
                      - {name: m, in: path, style: matrix, explode: true, schema: {type: array, items: {type: string}}}
                      - {name: l, in: path, style: label, schema: {type: string}}
                      - {name: q, in: query, explode: false, allowReserved: true, schema: {type: array, items: {type: string}}}
                      - {name: s, in: query, style: spaceDelimited, schema: {type: array, items: {type: string}}}
                      - {name: o, in: query, style: pipeDelimited, schema: {type: array, items: {type: string}}}
                      - {name: d, in: query, style: deepObject, explode: true, schema: {type: object}}
                      - {name: j, in: query, content: {application/json: {schema: {type: object}}}}
                      - {name: X-Trace, in: header, schema: {type: string}}
                      - {name: c, in: cookie, schema: {type: string}}
                """);

        assertThat(Described.operation(reading, "a").parameters())
                .containsExactly(
                        new Parameter("p", In.PATH, "p", Style.SIMPLE, false, false),
                        new Parameter("m", In.PATH, "m", Style.MATRIX, true, false),
                        new Parameter("l", In.PATH, "l", Style.LABEL, false, false),
                        new Parameter("q", In.QUERY, "q", Style.FORM, false, true),
                        new Parameter("s", In.QUERY, "s", Style.SPACE_DELIMITED, false, false),
                        new Parameter("o", In.QUERY, "o", Style.PIPE_DELIMITED, false, false),
                        new Parameter("d", In.QUERY, "d", Style.DEEP_OBJECT, true, false),
                        new Parameter("j", In.QUERY, "j", Style.JSON, false, false),
                        new Parameter("X-Trace", In.HEADER, "X-Trace", Style.SIMPLE, false, false),
                        new Parameter("c", In.COOKIE, "c", Style.FORM, true, false));
        assertThat(Described.at(Described.schema(reading, "a"), "required")).isEqualTo("[\"p\",\"m\",\"l\"]");
    }

    @Test
    void a_placeholder_that_nobody_declared_is_a_text() {
        var reading = Described.paths("/a/{id}: {get: {operationId: a}}");

        assertThat(Described.at(Described.schema(reading, "a"), "properties", "id"))
                .isEqualTo("{\"type\":\"string\"}");
        assertThat(Described.at(Described.schema(reading, "a"), "required")).isEqualTo("[\"id\"]");
    }

    @Test
    void headers_that_belong_to_http_or_to_the_gateway_are_not_arguments() {
        for (String name : new String[] {
            "Authorization",
            "Content-Type",
            "Accept",
            "host",
            "Cookie",
            "X-Forwarded-Host",
            "X-HTTP-Method-Override",
            "Transfer-Encoding",
            "a b"
        }) {
            var reading = Described.paths(
                    "/a: {get: {operationId: a, parameters: [{name: '%s', in: header, schema: {}}]}}".formatted(name));

            assertThat(Described.schema(reading, "a").object("properties").members())
                    .as(name)
                    .containsOnlyKeys("fields");
            assertThat(reading.warnings()).as(name).singleElement().asString().contains("not for agents to set");
        }
    }

    @Test
    void whoever_reads_may_name_the_members_of_the_answer_and_the_apis_own_parameter_keeps_its_name() {
        var reading = Described.paths("""
                /a:
                  get: {operationId: a, parameters: [{name: q, in: query, schema: {type: string}}]}
                  post: {operationId: b}
                /c:
                  get: {operationId: c, parameters: [{name: fields, in: query, schema: {type: string}}]}
                """);

        assertThat(Described.operation(reading, "a").fieldsArgument()).isEqualTo("fields");
        assertThat(Described.at(Described.schema(reading, "a"), "properties", "fields"))
                .isEqualTo("{\"type\":\"array\",\"items\":{\"type\":\"string\"},"
                        + "\"description\":\"Return only these members, such as id or items.name.\"}");
        assertThat(Described.operation(reading, "b").fieldsArgument()).isNull();
        assertThat(Described.operation(reading, "c").fieldsArgument()).isEqualTo("responseFields");
        assertThat(Described.schema(reading, "c").object("properties").members())
                .containsOnlyKeys("fields", "responseFields");
    }

    @Test
    void a_path_that_could_reach_another_operation_is_left_out() {
        for (String path : new String[] {"/a/../b", "/a/%2e%2e/b", "/a%2fb", "/a//b", "/a?x=1", "/a\\b", "/é"}) {
            var reading = Described.paths("'" + path + "': {get: {}}\n/ok: {get: {}}");

            assertThat(reading.tools()).as(path).hasSize(1);
            assertThat(reading.warnings()).as(path).singleElement().asString().contains("was left out");
        }
    }
}

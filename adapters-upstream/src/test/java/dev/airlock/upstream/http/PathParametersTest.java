package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.airlock.application.call.Executor.Operation;
import dev.airlock.application.call.Executor.Preparation;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.json.Json;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value in a path can never reach another operation, whatever it is. */
class PathParametersTest {
    static final List<String> HOSTILE = List.of(
            "..",
            ".",
            "../admin",
            "../../admin",
            "..%2f",
            "..%2fadmin",
            "%2e%2e/",
            "%2e%2e",
            "%2E%2E%2Fadmin",
            "%252e%252e%252f",
            "%25252e%25252e",
            ".%2e",
            "%2e.",
            "%2e",
            "..;",
            "..;/",
            "..;/admin",
            "..;x=1/admin",
            ";/../admin",
            "\\..\\",
            "..\\",
            "..\\admin",
            "..%5c",
            "..%5cadmin",
            "%2e%2e%5c",
            "a/b",
            "a/../b",
            "a/./b",
            "/",
            "//",
            "//evil",
            "//evil.example/x",
            "/admin",
            "/../",
            "a%2fb",
            "a%252fb",
            "?x=1",
            "x?admin=true",
            "%3fx=1",
            "#f",
            "x#f",
            "%23f",
            ";jsessionid",
            ";jsessionid=1",
            "x;admin=true",
            "x&admin=true",
            "x=1",
            "",
            " ",
            ". ",
            " ..",
            "..\u0000",
            "x\u0000",
            "%00",
            "..%00/",
            "x\r\nHost: evil",
            "%0d%0aHost:%20evil",
            "x\ty",
            "http://evil/",
            "@evil",
            "user@evil:80",
            "{id}",
            "*",
            "**",
            "~",
            "~root",
            "...",
            "....//",
            "..／admin",
            "．．/admin",
            "%c0%ae%c0%ae/",
            "%uff0e%uff0e/",
            "é",
            "\u007f",
            "x HTTP/1.1");

    static Stream<Arguments> forms() {
        var all = new ArrayList<Arguments>();
        for (Style style : List.of(Style.SIMPLE, Style.LABEL, Style.MATRIX, Style.JSON)) {
            for (boolean explode : List.of(false, true)) {
                HOSTILE.forEach(value -> all.add(Arguments.of(style, explode, value)));
            }
        }
        return all.stream();
    }

    @Test
    void the_list_has_at_least_sixty_forms() {
        assertThat(HOSTILE.stream().distinct().count()).isGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_hostile_value_is_refused_or_stays_one_encoded_segment(Style style, boolean explode, String value) {
        var operation = Api.unsent(Api.get("/orders/{id}/items", Api.parameter(In.PATH, "id", style, explode)));
        for (Json argument : List.of(
                Json.of(value),
                Json.strings(List.of("a", value)),
                Json.object().put("R", value).build(),
                Json.object().put(value, "x").build())) {
            assertOneSegment(operation, Json.object().put("id", argument).build());
        }
    }

    private static void assertOneSegment(Operation operation, Json.Obj arguments) {
        switch (operation.prepare(arguments, Map.of())) {
            case Preparation.Invalid(var violations) ->
                assertThat(violations)
                        .allMatch(violation -> violation.argument().equals("id"))
                        .isNotEmpty();
            case Preparation.Ready(OutgoingRequest request) -> {
                assertThat(request.target()).matches("/v1/orders/[A-Za-z0-9._~%,;=-]+/items");
                String segment = request.target().split("/")[3];
                assertThat(segment).isNotIn(".", "..").doesNotMatch("(?i)(\\.|%2e){1,2}(;.*)?");
            }
        }
    }

    @Test
    void the_traversals_that_servers_fall_for_are_refused() {
        var operation = Api.unsent(Api.get("/orders/{id}/items", Api.path("id")));
        for (String value : List.of(
                "..",
                ".",
                "../admin",
                "..%2f",
                "%2e%2e/",
                "%252e%252e%252f",
                "..;/",
                "\\..\\",
                "a/../b",
                "",
                "x\u0000",
                "%00")) {
            assertThat(operation.prepare(Json.object().put("id", value).build(), Map.of()))
                    .as(value)
                    .isInstanceOf(Preparation.Invalid.class);
        }
    }

    @Test
    void an_innocent_value_with_slashes_is_sent_as_one_segment() {
        var operation = Api.get("/files/{path}", Api.path("path"));
        assertThat(Api.request(operation, "{\"path\":\"src/main/App v2.java\"}").target())
                .isEqualTo("/v1/files/src%2Fmain%2FApp%20v2.java");
    }

    @Test
    void two_values_cannot_make_a_step_together() {
        var operation = Api.unsent(Api.get("/x/{a}{b}", Api.path("a"), Api.path("b")));
        assertThat(Api.violations(operation, Api.json("{\"a\":\".\",\"b\":\".\"}")))
                .hasSize(2);
    }

    @Test
    void a_missing_or_null_path_parameter_is_named() {
        var operation = Api.get("/orders/{id}", Api.path("id"));
        for (String arguments : List.of("{}", "{\"id\":null}", "{\"id\":[]}", "{\"id\":{}}")) {
            assertThat(Api.violations(operation, arguments))
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.argument()).isEqualTo("id"));
        }
    }

    @Test
    void a_template_with_steps_or_without_its_parameters_is_not_bound() {
        assertThatIllegalArgumentException().isThrownBy(() -> Api.unsent(Api.get("/a/../b")));
        assertThatIllegalArgumentException().isThrownBy(() -> Api.unsent(Api.get("/a/%2e%2e/b")));
        assertThatIllegalArgumentException().isThrownBy(() -> Api.unsent(Api.get("/a/{id}")));
        assertThatIllegalArgumentException().isThrownBy(() -> Api.unsent(Api.get("/a", Api.path("id"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Api.unsent(Api.get("/{a}/.{b}/..", Api.path("a"), Api.path("b"))));
    }

    @Test
    void the_fixed_parts_of_a_template_are_encoded_too() {
        assertThat(Api.request(Api.get("/a b/c?d#e"), "{}").target()).isEqualTo("/v1/a%20b/c%3Fd%23e");
        assertThat(Api.request(Api.get("/a:run%20now"), "{}").target()).isEqualTo("/v1/a:run%20now");
    }
}

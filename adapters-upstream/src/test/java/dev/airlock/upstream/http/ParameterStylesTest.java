package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.call.Header;
import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import dev.airlock.upstream.http.HttpOperation.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterStylesTest {
    private static final String PRIMITIVE = "\"blue\"";
    private static final String ARRAY = "[\"blue\",\"black\",\"brown\"]";
    private static final String OBJECT = "{\"R\":100,\"G\":200,\"B\":150}";

    private static String value(String kind) {
        return switch (kind) {
            case "primitive" -> PRIMITIVE;
            case "array" -> ARRAY;
            default -> OBJECT;
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SIMPLE | false | primitive | blue
            SIMPLE | false | array     | blue,black,brown
            SIMPLE | false | object    | R,100,G,200,B,150
            SIMPLE | true  | primitive | blue
            SIMPLE | true  | array     | blue,black,brown
            SIMPLE | true  | object    | R=100,G=200,B=150
            LABEL  | false | primitive | .blue
            LABEL  | false | array     | .blue,black,brown
            LABEL  | false | object    | .R,100,G,200,B,150
            LABEL  | true  | primitive | .blue
            LABEL  | true  | array     | .blue.black.brown
            LABEL  | true  | object    | .R=100.G=200.B=150
            MATRIX | false | primitive | ;color=blue
            MATRIX | false | array     | ;color=blue,black,brown
            MATRIX | false | object    | ;color=R,100,G,200,B,150
            MATRIX | true  | primitive | ;color=blue
            MATRIX | true  | array     | ;color=blue;color=black;color=brown
            MATRIX | true  | object    | ;R=100;G=200;B=150
            JSON   | false | object    | %7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D
            """)
    void a_path_parameter_is_written_as_the_specification_shows(
            Style style, boolean explode, String kind, String wire) {
        var operation = Api.get("/a/{color}/b", Api.parameter(In.PATH, "color", style, explode));
        assertThat(Api.request(operation, "{\"color\":" + value(kind) + "}").target())
                .isEqualTo("/v1/a/" + wire + "/b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FORM            | false | primitive | color=blue
            FORM            | false | array     | color=blue,black,brown
            FORM            | false | object    | color=R,100,G,200,B,150
            FORM            | true  | primitive | color=blue
            FORM            | true  | array     | color=blue&color=black&color=brown
            FORM            | true  | object    | R=100&G=200&B=150
            SPACE_DELIMITED | false | array     | color=blue%20black%20brown
            SPACE_DELIMITED | false | object    | color=R%20100%20G%20200%20B%20150
            SPACE_DELIMITED | true  | array     | color=blue&color=black&color=brown
            PIPE_DELIMITED  | false | array     | color=blue%7Cblack%7Cbrown
            PIPE_DELIMITED  | false | object    | color=R%7C100%7CG%7C200%7CB%7C150
            DEEP_OBJECT     | true  | object    | color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150
            DEEP_OBJECT     | true  | primitive | color=blue
            JSON            | false | object    | color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D
            JSON            | false | array     | color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D
            """)
    void a_query_parameter_is_written_as_the_specification_shows(
            Style style, boolean explode, String kind, String wire) {
        var operation = Api.get("/a", Api.parameter(In.QUERY, "color", style, explode));
        assertThat(Api.request(operation, "{\"color\":" + value(kind) + "}").target())
                .isEqualTo("/v1/a?" + wire);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SIMPLE | false | primitive | blue
            SIMPLE | false | array     | blue,black,brown
            SIMPLE | false | object    | R,100,G,200,B,150
            SIMPLE | true  | object    | R=100,G=200,B=150
            JSON   | false | object    | {"R":100,"G":200,"B":150}
            """)
    void a_header_parameter_is_written_as_the_specification_shows(
            Style style, boolean explode, String kind, String wire) {
        var operation = Api.get("/a", Api.parameter(In.HEADER, "X-Color", style, explode));
        assertThat(Api.request(operation, "{\"X-Color\":" + value(kind) + "}").headers())
                .containsExactly(new Header("X-Color", wire));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            false | primitive | color=blue
            false | array     | color=blue,black,brown
            false | object    | color=R,100,G,200,B,150
            true  | array     | color=blue; color=black; color=brown
            true  | object    | R=100; G=200; B=150
            """)
    void a_cookie_parameter_is_written_in_form_style(boolean explode, String kind, String wire) {
        var operation = Api.get("/a", Api.parameter(In.COOKIE, "color", Style.FORM, explode));
        assertThat(Api.request(operation, "{\"color\":" + value(kind) + "}").headers())
                .containsExactly(new Header("Cookie", wire));
    }

    @Test
    void numbers_and_booleans_are_written_as_they_were_read() {
        var operation = Api.get("/a", Api.query("n"), Api.query("b"));
        assertThat(Api.request(operation, "{\"n\":1.50,\"b\":true}").target()).isEqualTo("/v1/a?n=1.50&b=true");
    }

    @Test
    void an_empty_text_is_sent_but_null_and_empty_lists_are_left_out() {
        var operation = Api.get("/a", Api.query("a"), Api.query("b"), Api.query("c"), Api.query("d"));
        assertThat(Api.request(operation, "{\"a\":\"\",\"b\":null,\"c\":[],\"d\":[null]}")
                        .target())
                .isEqualTo("/v1/a?a=");
    }

    @Test
    void nested_values_are_written_in_brackets_where_the_style_is_deep() {
        var operation = Api.get("/a", Api.parameter(In.QUERY, "f", Style.DEEP_OBJECT, true));
        assertThat(Api.request(operation, "{\"f\":{\"a\":{\"b\":1},\"c\":[\"x\",\"y\"]}}")
                        .target())
                .isEqualTo("/v1/a?f%5Ba%5D%5Bb%5D=1&f%5Bc%5D%5B0%5D=x&f%5Bc%5D%5B1%5D=y");
    }

    @Test
    void nested_values_are_refused_in_every_other_style() {
        var operation = Api.get("/a", Api.query("f"));
        assertThat(Api.violations(operation, "{\"f\":{\"a\":{\"b\":1}}}"))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.argument()).isEqualTo("f");
                    assertThat(violation.problem()).contains("nested");
                });
    }

    @Test
    void reserved_characters_stay_only_where_the_description_says_so() {
        var allowed = new Parameter("u", In.QUERY, "u", Style.FORM, true, true);
        assertThat(Api.request(Api.get("/a", allowed), "{\"u\":\"http://x/?a=b&c#d+e;f\"}")
                        .target())
                .isEqualTo("/v1/a?u=http://x/?a=b%26c%23d%2Be%3Bf");
        assertThat(Api.request(Api.get("/a", Api.query("u")), "{\"u\":\"http://x/\"}")
                        .target())
                .isEqualTo("/v1/a?u=http%3A%2F%2Fx%2F");
    }

    @Test
    void an_argument_may_have_another_name_than_its_parameter() {
        var renamed = new Parameter("order_id", In.PATH, "id", Style.SIMPLE, false, false);
        assertThat(Api.request(Api.get("/orders/{id}", renamed), "{\"order_id\":7}")
                        .target())
                .isEqualTo("/v1/orders/7");
    }

    @Test
    void text_of_every_language_is_sent_as_encoded_utf_8() {
        assertThat(Api.request(Api.get("/a", Api.query("q")), "{\"q\":\"żółć 😀\"}")
                        .target())
                .isEqualTo("/v1/a?q=%C5%BC%C3%B3%C5%82%C4%87%20%F0%9F%98%80");
    }
}

package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.upstream.http.HttpOperation.In;
import dev.airlock.upstream.http.HttpOperation.Parameter;
import dev.airlock.upstream.http.HttpOperation.Style;
import org.junit.jupiter.api.Test;

/** What the table of {@link CallMatrix} does not show. */
class ParameterStylesTest {
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

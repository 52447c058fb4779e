package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodiesTest {
    private static String body(OutgoingRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    @Test
    void arguments_that_are_no_parameters_are_members_of_a_json_body() {
        var operation = new HttpOperation(
                "PUT",
                "/orders/{id}",
                List.of(Api.path("id"), Api.query("dry")),
                new Body.Encoded("application/json", null, Map.of("body_id", "id")));
        var request = Api.request(
                operation,
                "{\"id\":7,\"dry\":true,\"body_id\":\"a\",\"lines\":[{\"sku\":\"x\",\"n\":1.10}],\"note\":null}");
        assertThat(request.target()).isEqualTo("/v1/orders/7?dry=true");
        assertThat(body(request)).isEqualTo("{\"id\":\"a\",\"lines\":[{\"sku\":\"x\",\"n\":1.10}],\"note\":null}");
        assertThat(request.headers()).containsExactly(new Header("Content-Type", "application/json"));
    }

    @Test
    void one_argument_can_be_the_whole_json_body() {
        assertThat(body(Api.request(Api.post("application/json", "body"), "{\"body\":[1,\"ż\"]}")))
                .isEqualTo("[1,\"ż\"]");
        assertThat(body(Api.request(Api.post("application/vnd.api+json", "body"), "{\"body\":{}}")))
                .isEqualTo("{}");
    }

    @Test
    void a_body_that_was_not_given_is_not_sent() {
        var request = Api.request(Api.post("application/json", "body"), "{}");
        assertThat(request.body()).isEmpty();
        assertThat(request.headers()).isEmpty();
    }

    @Test
    void a_post_without_members_sends_an_empty_object() {
        assertThat(body(Api.request(Api.post("application/json", null), "{}"))).isEqualTo("{}");
    }

    @Test
    void a_form_is_encoded_member_by_member() {
        var request = Api.request(
                Api.post("application/x-www-form-urlencoded", null),
                "{\"name\":\"A & B=C\",\"tags\":[\"x y\",\"z\"],\"card\":{\"number\":42,\"owner\":{\"city\":\"Łódź\"}},\"items\":[{\"n\":1}],\"no\":null}");
        assertThat(body(request))
                .isEqualTo(
                        "name=A+%26+B%3DC&tags=x+y&tags=z&card%5Bnumber%5D=42&card%5Bowner%5D%5Bcity%5D=%C5%81%C3%B3d%C5%BA"
                                + "&items%5B0%5D%5Bn%5D=1");
    }

    @Test
    void a_text_body_is_sent_as_it_is() {
        assertThat(body(Api.request(Api.post("text/plain", "body"), "{\"body\":\"a\\r\\n\\\"b\\\"\"}")))
                .isEqualTo("a\r\n\"b\"");
        assertThat(body(Api.request(Api.post("application/xml", "body"), "{\"body\":\"<a/>\"}")))
                .isEqualTo("<a/>");
    }

    @Test
    void a_range_of_media_types_is_sent_as_one_of_them() {
        assertThat(Api.request(Api.post("*/*", null), "{\"a\":1}").headers())
                .containsExactly(new Header("Content-Type", "application/json"));
        var text = Api.request(Api.post("text/*", "body"), "{\"body\":\"plain\"}");
        assertThat(text.headers()).containsExactly(new Header("Content-Type", "text/plain"));
        assertThat(body(text)).isEqualTo("plain");
    }

    @Test
    void a_content_type_that_could_carry_more_than_itself_is_not_bound() {
        for (String type :
                List.of("application/json\r\nX-Admin: 1", "json", "", "multipart/form-data; boundary=\"a\r\nb\"")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Api.unsent(Api.post(type, null)));
        }
    }
}

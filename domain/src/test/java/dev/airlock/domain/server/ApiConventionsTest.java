package dev.airlock.domain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiConventionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Host",
                "Cookie",
                "content_length",
                "X-Forwarded-For",
                "Accept-Encoding",
                "",
                "a b",
                "é"
            })
    void a_header_that_belongs_to_airlock_or_to_http_cannot_be_fixed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiConventions(List.of(new Header(name, "1")), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\r\nX-Admin: 1", "é", "\u0000"})
    void a_header_of_another_value_than_printable_ascii_cannot_be_fixed(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiConventions(List.of(new Header("X-Version", value)), List.of()))
                .withMessageContaining("X-Version");
    }

    @Test
    void a_header_is_fixed_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiConventions(
                        List.of(new Header("X-Version", "1"), new Header("x-version", "2")), List.of()));
    }

    @Test
    void conventions_are_few() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ApiConventions(List.of(), Collections.nCopies(21, new FailureSign("ok", "false"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a.", "**", "a.**", "a b", "a.b.c.d.e.f.g.h.i.j.k", "a\nb"})
    void a_sign_names_a_member(String member) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FailureSign(member, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ok | false | {"ok":false} | true
            ok | false | {"ok":true} | false
            ok | false | {"ok":"false"} | true
            ok | false | {} | false
            ok | false | {"a":{"ok":false}} | false
            code | 1 | {"code":1} | true
            code | 1 | {"code":0} | false
            errors | | {"errors":[{}]} | true
            errors | | {"errors":[]} | false
            errors | | {"errors":{}} | false
            errors | | {"errors":""} | false
            errors | | {"errors":null} | false
            errors | | {"errors":false} | false
            errors | | {"errors":0} | false
            error.message | | {"error":{"message":"no"}} | true
            items.error | | {"items":[{},{"error":"no"}]} | true
            data.**.userErrors | | {"data":{"a":{"b":[{"userErrors":[1]}]}}} | true
            data.**.userErrors | | {"data":{"userErrors":[1]}} | true
            data.**.userErrors | | {"userErrors":[1],"data":{}} | false
            **.userErrors | | [[{"x":{"userErrors":[1]}}]] | true
            """)
    void a_sign_is_found_where_it_stands(String member, String equal, String answer, boolean found) {
        assertThat(new FailureSign(member, equal).in(json(answer)) != null).isEqualTo(found);
    }

    private static Json json(String text) {
        try {
            return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}

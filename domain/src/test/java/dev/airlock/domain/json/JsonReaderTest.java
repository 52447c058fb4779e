package dev.airlock.domain.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "\"\"",
                "[]",
                "{}",
                " \t\r\n1 \t\r\n",
                "0",
                "-0",
                "10",
                "-1.5",
                "1e5",
                "1E+5",
                "1.25e-999",
                "[1,2,3]",
                "[ 1 , 2 ]",
                "{\"a\":1}",
                "{ \"a\" : { \"a\" : [ ] } }",
                "{\"\":0}",
                "[[],{}]",
                "\"\\u0000\"",
                "\"\\/\"",
                "\"\\\"\\\\\\b\\f\\n\\r\\t\"",
                "\"\\u00e9\\u00C9\"",
                "\"\\uD83D\\uDE00\"",
                "\"😀é\"",
                "\"\u007f\"",
                "\"\uFFFD\"",
                "\"\\uFFFD\uFFFD\\n\"",
                "\"\u2028\""
            })
    void a_document_of_the_standard_is_read(String text) {
        assertThatCode(() -> read(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `` | unexpected end
            ` ` | unexpected end
            nul | expected null
            nullx | expected the end
            True | expected a value
            NaN | expected a value
            -Infinity | expected a value
            1 2 | expected the end
            01 | expected the end
            -01 | expected the end
            +1 | expected a value
            .5 | expected a value
            - | unexpected end
            -a | expected a value
            1. | expected a digit
            1.e1 | expected a digit
            1e | expected a digit
            1e+ | expected a digit
            0x10 | expected the end
            1e1000 | exponent longer than 3 digits
            [ | unexpected end
            [1 | unexpected end
            [1, | unexpected end
            [1,] | expected a value
            [,1] | expected a value
            [1 2] | expected ',' or ']'
            [1} | expected ',' or ']'
            ] | expected a value
            { | unexpected end
            {"a" | unexpected end
            {"a": | unexpected end
            {"a":1 | unexpected end
            {"a":1,} | expected a member name
            {"a" 1} | expected ':'
            {"a":1 "b":2} | expected ',' or '}'
            {a:1} | expected a member name
            {1:1} | expected a member name
            {'a':1} | expected a member name
            {"a":1]  | expected ',' or '}'
            {"a":1,"a":1} | duplicate member name "a"
            {"a":1,"\\u0061":2} | duplicate member name "a"
            "a | unterminated string
            "\\ | unexpected end
            "\\" | unterminated string
            "\\x41" | unknown escape
            "\\U0041" | unknown escape
            "\\u004" | four hexadecimal digits
            "\\u00g0" | four hexadecimal digits
            "\\u | four hexadecimal digits
            "\\ud800" | unpaired surrogate
            "\\udc00" | unpaired surrogate
            "\\ud800x" | unpaired surrogate
            "\\ud800\\ud800" | unpaired surrogate
            "\\udc00\\ud800" | unpaired surrogate
            'a' | expected a value
            // 1 | expected a value
            [1]/**/ | expected the end
            """)
    void what_is_no_document_is_refused_and_the_message_says_why(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(" at byte ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0af",
                "c1bf",
                "e08080",
                "eda080",
                "edb080",
                "eda080edb080",
                "f0808080",
                "f4908080",
                "f5808080",
                "c3",
                "e282",
                "f09f98",
                "c3c3a9",
                "ff",
                "fe",
                "efbfbdff",
                "ffefbfbd"
            })
    void bytes_that_are_no_utf8_are_refused_wherever_they_stand_in_a_string(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        for (String before : new String[] {"", "a", "\\n", "é", "é\\n", "\\né"}) {
            for (String after : new String[] {"", "a", "\\n"}) {
                assertThatThrownBy(() -> JsonReader.read(concat("\"" + before, bad, after + "\"")))
                        .isInstanceOf(JsonSyntaxException.class)
                        .hasMessageContaining("invalid UTF-8");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"efbbbf", "fffe", "feff", "00", "c2a0", "0b", "0c"})
    void nothing_but_the_four_kinds_of_whitespace_may_surround_a_value(String hex) {
        byte[] stray = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> JsonReader.read(concat("", stray, "1"))).isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() -> JsonReader.read(concat("1", stray, ""))).isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() -> JsonReader.read(concat("[1", stray, "]"))).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void control_characters_must_be_escaped_in_strings() {
        for (int c = 0; c < 0x20; c++) {
            String raw = "\"a" + (char) c + "\"";
            String afterAnEscape = "\"\\n" + (char) c + "\"";
            assertThatThrownBy(() -> read(raw)).hasMessageContaining("unescaped control character");
            assertThatThrownBy(() -> read(afterAnEscape)).hasMessageContaining("unescaped control character");
        }
    }

    @Test
    void every_escape_means_its_character() throws JsonSyntaxException {
        assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\uABcd\\ud83d\\ude00x\""))
                .isEqualTo(Json.of("\"\\/\b\f\n\r\tA\uABCD😀x"));
    }

    @Test
    void members_keep_their_order_and_numbers_their_literal() throws JsonSyntaxException {
        Json.Obj read = (Json.Obj) read("{\"z\":1.10,\"a\":-0,\"m\":1E2}");
        assertThat(read.members().keySet()).containsExactly("z", "a", "m");
        assertThat(read.members().values())
                .containsExactly(new Json.Num("1.10"), new Json.Num("-0"), new Json.Num("1E2"));
    }

    @Test
    void the_fault_is_told_by_its_byte() {
        assertThatThrownBy(() -> read("{\"é\":1,\"b\":}"))
                .isInstanceOfSatisfying(
                        JsonSyntaxException.class, e -> assertThat(e.offset()).isEqualTo(12));
    }

    @Test
    void nesting_is_bounded_by_the_limit_exactly() {
        for (JsonLimits limits : new JsonLimits[] {JsonLimits.DEFAULT, JsonLimits.DOCUMENT}) {
            int depth = limits.maxDepth();
            assertThatCode(() -> JsonReader.read(utf8(nested("[", "]", depth)), limits))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> JsonReader.read(utf8(nested("[", "]", depth + 1)), limits))
                    .hasMessageContaining("nesting deeper than " + depth);
            assertThatThrownBy(() -> JsonReader.read(utf8(nested("{\"a\":", "}", depth + 1)), limits))
                    .hasMessageContaining("nesting deeper than " + depth);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":[", "[[]", "[1,["})
    void a_bottomless_document_is_refused_and_overflows_no_stack(String opening) {
        assertThatThrownBy(() -> JsonReader.read(utf8(opening.repeat(1_000_000)), JsonLimits.DOCUMENT))
                .isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void siblings_do_not_add_to_the_depth() {
        String wide = "[" + "[],".repeat(1000) + "{}" + ",{}".repeat(1000) + "]";
        assertThatCode(() -> read(wide)).doesNotThrowAnyException();
    }

    @Test
    void a_number_has_at_most_64_characters() {
        assertThatCode(() -> read("1".repeat(64))).doesNotThrowAnyException();
        assertThatThrownBy(() -> read("1".repeat(65))).hasMessageContaining("number longer than 64 characters");
        assertThatThrownBy(() -> read("0." + "1".repeat(63))).hasMessageContaining("number longer than 64 characters");
    }

    @Test
    void many_names_with_one_hash_are_told_apart() throws JsonSyntaxException {
        int names = 1 << 14;
        String document = IntStream.range(0, names)
                .mapToObj(i -> "\"" + colliding(i) + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        Json.Obj read = (Json.Obj) read(document);
        assertThat(read.members()).hasSize(names);
        assertThat(read.members().keySet().stream().mapToInt(String::hashCode).distinct())
                .hasSize(1);
        assertThat(read.get(colliding(names - 1))).isEqualTo(Json.of(names - 1));
    }

    @Test
    void a_long_duplicate_name_does_not_fill_the_message() {
        String name = "n".repeat(100_000);
        assertThatThrownBy(() -> read("{\"" + name + "\":1,\"" + name + "\":2}"))
                .hasMessage("duplicate member name of 100000 characters at byte 100006");
    }

    @Test
    void what_was_cut_off_anywhere_is_refused() {
        String document = "{\"a\":[1,-2.5e3,true,null,\"x\\u00e9\\n é\"],\"b\":{}}";
        byte[] whole = utf8(document);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JsonReader.read(cut)).isInstanceOf(JsonSyntaxException.class);
        }
        assertThatCode(() -> JsonReader.read(whole)).doesNotThrowAnyException();
    }

    /** Names of the same length and hash: "Aa" and "BB" are worth the same at each place. */
    private static String colliding(int number) {
        return IntStream.range(0, 14)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private static String nested(String open, String close, int depth) {
        String innermost = open.endsWith(":") ? "0" : "";
        return open.repeat(depth) + innermost + close.repeat(depth);
    }

    private static byte[] concat(String before, byte[] middle, String after) {
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(utf8(before));
        out.writeBytes(middle);
        out.writeBytes(utf8(after));
        return out.toByteArray();
    }

    private static Json read(String text) throws JsonSyntaxException {
        return JsonReader.read(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

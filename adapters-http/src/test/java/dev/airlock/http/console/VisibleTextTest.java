package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    private static String shown(String text) {
        return VisibleText.of(text).pieces().stream()
                .map(piece -> piece.mark() == null ? piece.text() : "[" + piece.text() + "]")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two\nlines  and spaces",
                "Grüße, Łódź, naïve",
                "Привет, мир",
                "Сор убран",
                "καλημέρα κόσμε",
                "東京タワー",
                "Tシャツ",
                "שלום",
                "مرحبا",
                "👍 12 €",
                "x² ½ … ™"
            })
    void honest_text_in_any_language_is_left_alone(String text) {
        assertThat(VisibleText.of(text).marks()).isEmpty();
        assertThat(shown(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "\\u202E, U+202E, right-to-left override (U+202E)",
        "\\u2066, U+2066, left-to-right isolate (U+2066)",
        "\\u200B, U+200B, zero width space (U+200B)",
        "\\u200D, U+200D, zero width joiner (U+200D)",
        "\\uFEFF, U+FEFF, zero width no-break space (U+FEFF)",
        "\\u00AD, U+00AD, soft hyphen (U+00AD)",
        "\\u00A0, U+00A0, no-break space (U+00A0)",
        "\\u2028, U+2028, line separator (U+2028)",
        "\\u3164, U+3164, hangul filler (U+3164)",
        "\\uFE0F, U+FE0F, variation selector-16 (U+FE0F)",
        "\\uDB40\\uDC41, U+E0041, tag latin capital letter a (U+E0041)",
        "\\uE000, U+E000, private use area e000 (U+E000)",
        "\\uD800, U+D800, high surrogates d800 (U+D800)",
        "\\u0000, ␀, null (U+0000)",
        "\\u0008, ␈, backspace (U+0008)",
        "\\u001B, ␛, escape (U+001B)",
        "\\u0009, ␉, character tabulation (U+0009)",
        "\\u000D, ␍, carriage return (cr) (U+000D)",
        "\\u0085, U+0085, next line (nel) (U+0085)"
    })
    void what_cannot_be_seen_is_written_and_named(String escaped, String picture, String name) {
        VisibleText text = VisibleText.of("a" + unescaped(escaped) + "b");
        assertThat(text.pieces()).extracting(VisibleText.Piece::text).containsExactly("a", picture, "b");
        assertThat(text.marks()).containsOnlyKeys(name);
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (String unit : text.substring(2).split("\\\\u")) {
            plain.append((char) Integer.parseInt(unit, 16));
        }
        return plain.toString();
    }

    @Test
    void a_letter_of_another_script_in_a_word_is_marked() {
        assertThat(shown("p\u0430ypal.com")).isEqualTo("p[\u0430]ypal.com");
        assertThat(VisibleText.of("p\u0430ypal").marks())
                .containsOnlyKeys("cyrillic small letter a (U+0430), looks like a");
        assertThat(shown("Gοοgle")).isEqualTo("G[ο][ο]gle");
        assertThat(shown("жpaypal")).isEqualTo("[ж]paypal");
    }

    @Test
    void a_word_that_only_looks_latin_is_marked_where_nothing_else_is_in_its_script() {
        assertThat(shown("send to аррӏе")).isEqualTo("send to [а][р][р][ӏ][е]");
        assertThat(shown("сор и мусор здесь")).isEqualTo("сор и мусор здесь");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_word_as_long_as_a_message_can_be_is_looked_through_at_once() {
        assertThat(VisibleText.of("а".repeat(500_000)).pieces()).hasSize(500_000);
    }

    @Test
    void letters_in_disguise_are_marked() {
        assertThat(shown("\uFF21dmin")).isEqualTo("[\uFF21]dmin");
        assertThat(shown("\uD835\uDC1Adm")).isEqualTo("[\uD835\uDC1A]dm");
    }

    @Test
    void more_accents_than_a_language_has_are_marked() {
        assertThat(shown("e\u0301\u0302")).isEqualTo("e\u0301\u0302");
        assertThat(shown("e\u0301\u0302\u0303\u0304")).isEqualTo("e\u0301\u0302[U+0303][U+0304]");
    }

    @Test
    void marks_are_counted() {
        assertThat(VisibleText.of("\u200B\u200B\u202E").marks())
                .containsEntry("zero width space (U+200B)", 2)
                .containsEntry("right-to-left override (U+202E)", 1);
    }

    @Test
    void nothing_is_lost_of_a_text_but_what_is_written_out() {
        assertThat(VisibleText.of("abc").pieces()).isEqualTo(List.of(new VisibleText.Piece("abc", null)));
    }
}

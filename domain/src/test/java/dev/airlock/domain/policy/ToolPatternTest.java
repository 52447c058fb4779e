package dev.airlock.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.domain.tool.ToolName;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolPatternTest {
    @ParameterizedTest
    @CsvSource({
        "delete_order, delete_order, true",
        "delete_order, delete_orders, false",
        "delete_order, Delete_order, false",
        "delete*, delete, true",
        "delete*, delete_order, true",
        "delete*, undelete, false",
        "*order, delete_order, true",
        "*order, delete_orders, false",
        "*, anything, true",
        "**, a, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false"
    })
    void an_asterisk_stands_for_any_run_of_characters(String pattern, String name, boolean covers) {
        assertThat(new ToolPattern(pattern).matches(new ToolName(name))).isEqualTo(covers);
    }

    @Test
    void a_glob_covers_what_the_same_regular_expression_does() {
        var random = new Random(7);
        int matches = 0;
        for (int i = 0; i < 100_000; i++) {
            String glob = text(random, "ab*", 8);
            String name = text(random, "ab", 10);
            boolean expected = Pattern.matches(glob.replace("*", ".*"), name);
            assertThat(new ToolPattern(glob).matches(new ToolName(name)))
                    .as("%s covers %s", glob, name)
                    .isEqualTo(expected);
            matches += expected ? 1 : 0;
        }
        assertThat(matches).isBetween(1_000, 99_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "order?", "délete", "a\n", "[a]", "a/b"})
    void what_no_tool_could_be_called_is_refused_and_the_message_says_what_would_be_right(String text) {
        assertThatThrownBy(() -> new ToolPattern(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no tool pattern: use a tool's name, or a glob such as delete*");
    }

    @Test
    void a_pattern_has_at_most_64_characters() {
        assertThat(new ToolPattern("*".repeat(64)).matches(new ToolName("a".repeat(64))))
                .isTrue();
        assertThatThrownBy(() -> new ToolPattern("*".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(Random random, String alphabet, int longest) {
        return random.ints(1 + random.nextInt(longest), 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .reduce("", String::concat);
    }
}

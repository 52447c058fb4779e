package dev.airlock.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final List<String> asked = new ArrayList<>();
    private final PasswordRules rules = new PasswordRules((password, personal) -> {
        asked.addAll(personal);
        return password.startsWith("password");
    });

    private String problem(String password) {
        return rules.problem(password, "Ada Lovelace", "Countess@Example.com");
    }

    @Test
    void a_password_has_12_to_200_characters_of_any_kind() {
        assertThat(problem("x".repeat(11))).isEqualTo("a password has 12 to 200 characters");
        assertThat(problem("x".repeat(12))).isNull();
        assertThat(problem("🦀".repeat(200))).isNull();
        assertThat(problem("x".repeat(201))).isEqualTo("a password has 12 to 200 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"I am LOVELACE 12", "countess of so-and-so", "my countess@example.com", "an Airlock of ours"})
    void a_password_does_not_contain_what_everybody_knows_of_its_person(String password) {
        assertThat(problem(password)).contains("neither your name, nor your e-mail address, nor the word airlock");
    }

    @Test
    void a_short_name_may_occur() {
        assertThat(problem("Canada is cold")).isNull();
    }

    @Test
    void what_is_tried_first_is_refused_and_so_is_what_is_tried_for_this_person() {
        assertThat(problem("password1234")).contains("tried first");
        assertThat(asked).contains("lovelace", "countess", "countess@example.com", "airlock");
    }
}

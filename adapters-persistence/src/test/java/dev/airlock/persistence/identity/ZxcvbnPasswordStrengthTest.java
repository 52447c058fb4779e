package dev.airlock.persistence.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZxcvbnPasswordStrengthTest {
    private final ZxcvbnPasswordStrength strength = new ZxcvbnPasswordStrength();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "password1234!",
                "P@ssw0rd1234",
                "qwertyuiop1234",
                "123456789012",
                "aaaaaaaaaaaaaaaa",
                "abcabcabcabcabc",
                "letmein123456",
                "iloveyou12345"
            })
    void what_is_tried_first_is_guessable(String password) {
        assertThat(strength.isGuessable(password, List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a sentence is fine", "kitchen window 42", "vX8#kq2!mZpL", "ich mag keine Tauben"})
    void unrelated_words_and_chance_are_not(String password) {
        assertThat(strength.isGuessable(password, List.of())).isFalse();
    }

    @Test
    void what_is_known_of_a_person_is_guessable_for_them() {
        assertThat(strength.isGuessable("zyxomma petiolatum", List.of())).isFalse();
        assertThat(strength.isGuessable("zyxomma petiolatum", List.of("zyxomma petiolatum")))
                .isTrue();
    }
}

package dev.airlock.persistence.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class Argon2PasswordHashesTest {
    private final Argon2PasswordHashes hashes = new Argon2PasswordHashes(new SecureRandom(), 2);

    @Test
    void a_password_matches_its_own_hash_alone() {
        String hash = hashes.hash("correct horse");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(hashes.matches("correct horse", hash)).isTrue();
        assertThat(hashes.matches("correct horse ", hash)).isFalse();
        assertThat(hashes.hash("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void with_no_hash_to_compare_nothing_matches() {
        assertThat(hashes.matches("nobody's", null)).isFalse();
        assertThat(hashes.matches("", null)).isFalse();
    }

    @Test
    void many_at_once_all_get_their_turn() throws Exception {
        String hash = hashes.hash("correct horse");
        List<Future<Boolean>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                String password = i % 2 == 0 ? "correct horse" : "wrong";
                answers.add(threads.submit(() -> hashes.matches(password, hash)));
            }
        }
        for (int i = 0; i < 10; i++) {
            assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void secrets_are_43_characters_that_never_repeat() {
        var secrets = new RandomSecrets(new SecureRandom());
        assertThat(secrets.next("airlock_pat_")).matches("airlock_pat_[A-Za-z0-9_-]{43}");
        assertThat(secrets.next("")).isNotEqualTo(secrets.next(""));
    }
}

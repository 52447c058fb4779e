package dev.airlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.bootstrap.config.KeySource;
import dev.airlock.bootstrap.config.KeysConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** K-07 for where keys come from. */
class KeysTest {
    private static final String KEY = randomKey();

    @TempDir
    Path directory;

    private static String randomKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static KeysConfig command(String... command) {
        return new KeysConfig(new KeySource(null, null, List.of(command)), null);
    }

    @Test
    void a_program_of_the_operators_hands_the_key_in() {
        assertThat(Keys.masters(command("echo", KEY))).hasToString("MasterKeys[hidden]");
    }

    @Test
    void the_program_is_started_without_a_shell() throws Exception {
        Path witness = directory.resolve("witness");
        assertThatThrownBy(() -> Keys.masters(command("echo", KEY + "; touch " + witness)))
                .isInstanceOf(ConfigurationProblem.class);
        assertThat(Files.exists(witness)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exit 3                                  | ended with status 3
            true                                    | holds no master key
            echo c2hvcnQ=                           | 5 bytes
            echo CNRY-not-base64!                   | no base64
            head -c 100000 /dev/zero                | more than a key
            echo AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | default
            """)
    void what_goes_wrong_is_said_and_nothing_of_the_output_is(String script, String said) {
        assertThatThrownBy(() -> Keys.masters(command("sh", "-c", script + "; echo CNRY-error >&2; exit")))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("masterKeyCommand")
                .hasMessageContaining(said)
                .message()
                .doesNotContain("CNRY");
    }

    @Test
    void a_program_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Keys.masters(command("/nowhere/key")))
                .hasMessageContaining("/nowhere/key cannot be started");
        assertThatThrownBy(() -> Keys.masters(command())).hasMessageContaining("give a program");
    }

    @Test
    void a_program_that_waits_or_never_ends_is_ended_with_its_children() {
        for (String script : List.of("read line; sleep 600", "sleep 600 & wait", "yes > /dev/null")) {
            assertThatThrownBy(() -> KeyCommand.run("key", List.of("sh", "-c", script), Duration.ofMillis(300)))
                    .isInstanceOf(ConfigurationProblem.class)
                    .hasMessageContaining("did not end");
        }
    }

    @Test
    void exactly_one_source_is_given() {
        var none = new KeySource(null, null, null);
        assertThatThrownBy(() -> Keys.masters(null)).hasMessageContaining("give \"masterKeyFile\"");
        assertThatThrownBy(() -> Keys.masters(new KeysConfig(none, null))).hasMessageContaining("masterKeyCommand");
        assertThatThrownBy(() -> Keys.masters(new KeysConfig(new KeySource(KEY, directory.resolve("k"), null), null)))
                .hasMessageContaining("not several");
        assertThatThrownBy(() -> Keys.masters(new KeysConfig(new KeySource(KEY, null, null), none)))
                .hasMessageContaining("keys.next");
    }

    @Test
    void a_key_is_not_followed_by_itself() {
        var key = new KeySource(KEY, null, null);
        assertThatThrownBy(() -> Keys.masters(new KeysConfig(key, key))).hasMessageContaining("is the present one");
        assertThat(Keys.masters(new KeysConfig(key, new KeySource(randomKey(), null, null))))
                .hasToString("MasterKeys[hidden]");
    }
}

package dev.airlock.persistence.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path directory;

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  \n",
                "not base64!",
                "c2hvcnQ=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAECAwABAgMAAQIDAAECAwABAgMAAQIDAAECAwABAgM=",
                "Y2hhbmdlbWVjaGFuZ2VtZWNoYW5nZW1lY2hhbmdlbWU=",
                "VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIDE="
            })
    void a_missing_short_default_or_made_up_key_is_refused_with_the_way_to_a_good_one(String text) {
        assertThatThrownBy(() -> MasterKey.of("AIRLOCK_MASTER_KEY", text))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageStartingWith("AIRLOCK_MASTER_KEY")
                .hasMessageEndingWith("openssl rand -base64 32");
    }

    @Test
    void a_random_key_is_taken_and_never_shown() throws Exception {
        String text = Base64.getEncoder().encodeToString(SealingKey.random(RANDOM));
        assertThat(MasterKey.of("a test", text + "\n").toString()).isEqualTo("MasterKey[hidden]");
    }

    @Test
    void a_file_that_others_can_read_is_refused() throws Exception {
        Path file = directory.resolve("master.key");
        MasterKey.readOrCreate(file, RANDOM);
        for (String rights : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
            assertThatThrownBy(() -> MasterKey.read(file)).hasMessageContaining("chmod 600");
        }
    }

    @Test
    void a_missing_file_is_refused_and_not_made_up_for() {
        Path file = directory.resolve("nowhere.key");
        assertThatThrownBy(() -> MasterKey.read(file))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("openssl rand -base64 32");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_demo_makes_its_key_once_for_its_owner_alone() throws Exception {
        Path file = directory.resolve("demo.key");
        byte[] check = MasterKey.readOrCreate(file, RANDOM).check();
        assertThat(MasterKey.readOrCreate(file, RANDOM).check()).isEqualTo(check);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file, StandardCharsets.US_ASCII)).hasSize(45);
    }
}

package dev.airlock.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.audit.Checkpoints.Stored;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointsTest {
    @TempDir
    Path directory;

    private Path file;
    private Path key;

    @BeforeEach
    void three_checkpoints() throws IOException {
        file = directory.resolve("audit-checkpoints.jsonl");
        key = directory.resolve("audit-checkpoints.key");
        for (int i = 1; i <= 3; i++) {
            open().add(Deeds.NOON.plusSeconds(i), List.of(new ChainHead(UUID.randomUUID(), i, new byte[32])));
        }
    }

    @Test
    void checkpoints_continue_across_restarts() throws IOException {
        assertThat(read()).allMatch(stored -> stored instanceof Stored.Sound).hasSize(3);
        assertThat(((Stored.Sound) read().get(2)).checkpoint().number()).isEqualTo(3);
        assertThat(((Stored.Sound) read().get(1))
                        .checkpoint()
                        .heads()
                        .getFirst()
                        .sequence())
                .isEqualTo(2);
    }

    @Test
    void the_newest_one_counts_if_it_is_signed_and_across_restarts() throws IOException {
        assertThat(open().last().number()).isEqualTo(3);
        var checkpoints = open();
        checkpoints.add(Deeds.NOON, List.of());
        assertThat(checkpoints.last()).isEqualTo(open().last()).isEqualTo(new Checkpoint(4, Deeds.NOON, List.of()));
        Files.writeString(file, Files.readString(file).replace("\"number\":4", "\"number\":5"));
        assertThat(open().last()).isNull();
        Files.delete(file);
        assertThat(open().last()).isNull();
    }

    @Test
    void the_key_is_its_owners_alone_and_the_public_one_lies_beside_it() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("audit-checkpoints.key.pub")).isNotEmptyFile();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void an_altered_line_is_broken_and_so_is_the_one_after_it() throws IOException {
        Files.writeString(file, Files.readString(file).replace("\"sequence\":2", "\"sequence\":1"));
        assertThat(problems()).hasSize(2);
        assertThat(problems().get(0)).contains("signature");
        assertThat(problems().get(1)).contains("does not follow");
    }

    @Test
    void a_line_taken_out_or_exchanged_is_noticed() throws IOException {
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(2)));
        assertThat(problems()).singleElement().asString().contains("does not follow");
        Files.write(file, List.of(lines.get(1), lines.get(0), lines.get(2)));
        assertThat(problems()).hasSize(3);
        Files.write(file, List.of("{}", "nonsense", lines.get(0)));
        assertThat(problems()).hasSize(3);
    }

    @Test
    void half_a_line_that_a_crash_left_is_cut_off() throws IOException {
        Files.writeString(file, "{\"number\":4,\"at\":", StandardOpenOption.APPEND);
        open().add(Deeds.NOON, List.of());
        assertThat(read()).hasSize(4).allMatch(stored -> stored instanceof Stored.Sound);
    }

    private FileCheckpoints open() throws IOException {
        return FileCheckpoints.open(file, key);
    }

    private List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Stored stored : read()) {
            if (stored instanceof Stored.Broken(long line, String problem)) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private List<Stored> read() throws IOException {
        List<Stored> all = new ArrayList<>();
        open().read(all::add);
        return all;
    }
}

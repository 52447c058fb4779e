package dev.airlock.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();
    private static final EmbeddedSettings SETTINGS =
            EmbeddedSettings.defaults(new SecureRandom()).withBinaries(PROGRAMS);

    @TempDir
    private Path temporary;

    private Path data() {
        return temporary.resolve("data");
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data(), SETTINGS);
    }

    @Test
    void a_restart_keeps_rows_port_and_password() throws SQLException {
        int port;
        char[] password;
        try (var first = start()) {
            assertThat(Rows.add(first)).isEqualTo(1);
            port = first.port();
            password = first.password();
        }
        try (var second = start()) {
            assertThat(Rows.add(second)).isEqualTo(2);
            assertThat(second.port()).isEqualTo(port);
            assertThat(second.password()).isEqualTo(password).hasSize(64);
        }
    }

    @Test
    void no_other_user_may_touch_any_file() throws Exception {
        Set<PosixFilePermission> owner = EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
        try (var postgres = start()) {
            Rows.add(postgres);
        }
        for (Path top : List.of(data(), PROGRAMS)) {
            try (Stream<Path> tree = Files.walk(top)) {
                assertThat(tree.filter(path -> !Files.isSymbolicLink(path)))
                        .hasSizeGreaterThan(100)
                        .allSatisfy(path -> assertThat(owner).containsAll(Files.getPosixFilePermissions(path)));
            }
        }
    }

    @Test
    void a_directory_that_is_open_to_others_is_closed() throws IOException {
        Files.createDirectories(data());
        Files.setPosixFilePermissions(data(), EnumSet.allOf(PosixFilePermission.class));
        start().close();
        assertThat(Files.getPosixFilePermissions(data())).isEqualTo(PrivateFiles.DIRECTORY);
    }

    @Test
    void a_second_airlock_in_this_process_is_refused_and_the_first_stays_protected() throws Exception {
        try (var first = start()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(this::start)
                        .isInstanceOf(EmbeddedPostgresException.class)
                        .hasMessageContaining("in use by another Airlock")
                        .hasMessageContaining(
                                Long.toString(ProcessHandle.current().pid()));
            }
            try (var child = ChildAirlock.start(data(), PROGRAMS)) {
                assertThat(child.end()).isNotZero();
            }
            assertThat(Rows.add(first)).isEqualTo(1);
        }
    }

    @Test
    void a_second_airlock_in_another_process_is_refused_and_told_who_holds_the_directory() throws Exception {
        try (var child = ChildAirlock.start(data(), PROGRAMS)) {
            child.ready();
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("in use by another Airlock (process " + child.pid() + ")");
            assertThat(child.end()).isZero();
        }
    }

    @Test
    void data_of_another_major_version_is_refused() throws IOException {
        Files.createDirectories(data().resolve("cluster"));
        Files.writeString(data().resolve("cluster").resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("written by PostgreSQL 17, this Airlock carries 18")
                .hasMessageContaining("pg_dumpall");
    }

    @Test
    void data_whose_password_is_lost_is_refused() throws IOException {
        start().close();
        Files.delete(data().resolve("password"));
        assertThatThrownBy(this::start)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("password is missing");
    }

    @Test
    void a_directory_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("data"), SETTINGS))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("choose another data directory");
    }

    @Test
    void half_unpacked_programs_are_unpacked_again() throws IOException {
        Path programs = temporary.resolve("programs");
        var settings = SETTINGS.withBinaries(programs);
        Files.createDirectories(
                programs.resolve(Binaries.VERSION + ".unpacking").resolve("bin"));
        EmbeddedPostgres.start(data(), settings).close();
        Path server = programs.resolve(Binaries.VERSION).resolve("bin").resolve("postgres");
        Files.write(server, new byte[0]);
        EmbeddedPostgres.start(data(), settings).close();
        assertThat(server).isNotEmptyFile();
        assertThat(programs.resolve(Binaries.VERSION + ".unpacking")).doesNotExist();
    }

    @Test
    void an_interrupted_first_start_is_begun_again() throws Exception {
        Path half = Files.createDirectories(data().resolve("cluster.creating-1"));
        Files.writeString(half.resolve("PG_VERSION"), "18\n");
        try (var postgres = start()) {
            assertThat(Rows.add(postgres)).isEqualTo(1);
        }
        assertThat(half).doesNotExist();
    }

    @Test
    void a_pid_file_that_names_a_stranger_does_not_stop_a_start() throws Exception {
        start().close();
        Path pidFile = data().resolve("cluster").resolve("postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + data().resolve("cluster") + "\n");
        try (var postgres = start()) {
            assertThat(Rows.add(postgres)).isEqualTo(1);
        }
    }

    @Test
    void a_port_that_somebody_else_took_is_replaced() throws Exception {
        int port;
        try (var first = start()) {
            port = first.port();
        }
        try (var taken = new ServerSocket(port, 1, Port.LOOPBACK);
                var second = start()) {
            assertThat(second.port()).isNotEqualTo(taken.getLocalPort());
            assertThat(Rows.add(second)).isEqualTo(1);
        }
    }

    @Test
    void a_system_without_the_usual_locale_is_enough() throws Exception {
        Path directory = PrivateFiles.directory(data());
        Path programs = PrivateFiles.directory(PROGRAMS);
        RunAs runAs = RunAs.choose(List.of(directory, programs), List.of());
        Binaries binaries = Binaries.in(
                programs, Archive.forThisMachine(System.getProperty("os.name"), System.getProperty("os.arch")));
        new Cluster(directory).create(binaries, runAs, new SecureRandom(), List.of("xx_XX.UTF-8", "C"));
        try (var postgres = start()) {
            assertThat(Rows.ask(postgres, "show lc_messages")).isEqualTo("C");
        }
    }

    @Test
    void a_system_that_no_server_is_carried_for_is_told_what_to_do() {
        assertThatThrownBy(() -> Archive.forThisMachine("Windows 11", "amd64"))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("Windows 11")
                .hasMessageContaining("database.url");
        assertThatThrownBy(() -> Archive.forThisMachine("Linux", "riscv64"))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("riscv64");
    }

    @Test
    void closing_twice_is_harmless_and_leaves_no_process() {
        var postgres = start();
        long pid = postgres.pid();
        postgres.close();
        postgres.close();
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(Files.exists(data().resolve("cluster").resolve("postmaster.pid"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }
}

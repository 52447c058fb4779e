package dev.airlock.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server grants, and to whom. */
class RunningPostgresIT {
    @TempDir
    private static Path data;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        Path programs = Path.of("target", "postgresql").toAbsolutePath();
        postgres = EmbeddedPostgres.start(
                data, EmbeddedSettings.defaults(new SecureRandom()).withBinaries(programs));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void a_wrong_password_is_refused_and_passwords_are_kept_as_scram() throws SQLException {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(Rows.ask(postgres, "select rolpassword from pg_authid where rolname = 'postgres'"))
                .startsWith("SCRAM-SHA-256$");
        assertThat(Rows.ask(postgres, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @Test
    void it_listens_on_loopback_only_and_on_no_unix_socket() {
        String port = "%04X".formatted(postgres.port());
        List<String> listening = Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc/net", table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[1].endsWith(":" + port) && columns[3].equals("0A"))
                .map(columns -> columns[1])
                .toList();
        assertThat(listening).containsExactly("0100007F:" + port);
        assertThat(lines(Path.of("/proc/net/unix"))).noneMatch(line -> line.contains("PGSQL." + postgres.port()));
    }

    @Test
    void nothing_a_caller_sends_reaches_the_log() throws Exception {
        try (var connection = Rows.connect(postgres);
                var statement = connection.prepareStatement("select cast(? as text)::uuid")) {
            statement.setString(1, "canary-7f3a");
            assertThatThrownBy(statement::executeQuery).hasMessageContaining("canary-7f3a");
        }
        Rows.ask(postgres, "select pg_reload_conf()");
        assertThat(Await.until(() -> log().contains("reloading configuration"), Duration.ofSeconds(30)))
                .as("the log has got beyond the failed statement")
                .isTrue();
        assertThat(log()).doesNotContain("canary");
    }

    @Test
    void a_commit_is_on_disk_and_the_server_is_small() throws SQLException {
        assertThat(Rows.ask(postgres, "show fsync")).isEqualTo("on");
        assertThat(Rows.ask(postgres, "show synchronous_commit")).isEqualTo("on");
        assertThat(Rows.ask(postgres, "show shared_buffers")).isEqualTo("64MB");
        assertThat(Rows.ask(postgres, "show server_version")).startsWith(Binaries.VERSION);
        assertThat(Rows.ask(postgres, "show server_encoding")).isEqualTo("UTF8");
        assertThat(Rows.ask(postgres, "select upper('äöλ')")).isEqualTo("ÄÖΛ");
    }

    @Test
    void ctrl_c_in_the_terminal_of_airlock_does_not_reach_the_server() throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(postgres.pid()), "stat"));
        String[] afterName = status.substring(status.lastIndexOf(')') + 2).split(" ");
        assertThat(Long.parseLong(afterName[3])).as("session of the server").isEqualTo(postgres.pid());
    }

    private static String log() {
        try (Stream<Path> logs = Files.list(data.resolve("log"))) {
            return String.join("\n", logs.flatMap(RunningPostgresIT::lines).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

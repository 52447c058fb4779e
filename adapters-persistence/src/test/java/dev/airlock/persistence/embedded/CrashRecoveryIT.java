package dev.airlock.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashRecoveryIT {
    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();
    private static final EmbeddedSettings SETTINGS =
            EmbeddedSettings.defaults(new SecureRandom()).withBinaries(PROGRAMS);

    @TempDir
    private Path temporary;

    private Path data() {
        return temporary.resolve("data");
    }

    @Test
    void after_a_killed_airlock_the_next_start_ends_its_server_and_keeps_the_rows() throws Exception {
        ChildAirlock.Ready orphan;
        try (var child = ChildAirlock.start(data(), PROGRAMS)) {
            orphan = child.ready();
            child.kill();
        }
        assertThat(ProcessHandle.of(orphan.postmaster())).as("left behind").isPresent();
        try (var postgres = EmbeddedPostgres.start(data(), SETTINGS)) {
            assertThat(Rows.add(postgres)).isEqualTo(orphan.rows() + 1);
            assertThat(postgres.pid()).isNotEqualTo(orphan.postmaster());
        }
    }

    @Test
    void an_airlock_killed_in_its_first_start_can_start_again() throws Exception {
        try (var child = ChildAirlock.start(data(), PROGRAMS)) {
            assertThat(Await.until(this::isHalfCreated, SETTINGS.patience())).isTrue();
            child.kill();
        }
        try (var postgres = EmbeddedPostgres.start(data(), SETTINGS)) {
            assertThat(Rows.add(postgres)).isEqualTo(1);
        }
    }

    private boolean isHalfCreated() {
        if (!Files.exists(data())) {
            return false;
        }
        try (var half = Files.newDirectoryStream(data(), "cluster.creating-*")) {
            return half.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_killed_server_is_noticed_and_the_next_start_keeps_the_rows() throws Exception {
        CompletableFuture<String> notice = new CompletableFuture<>();
        try (var postgres = EmbeddedPostgres.start(data(), SETTINGS)) {
            postgres.onUnexpectedExit(notice::complete);
            Rows.add(postgres);
            Signal.KILL.send(postgres.pid());
            assertThat(notice.get(10, TimeUnit.SECONDS)).contains("PostgreSQL (process " + postgres.pid() + ")");
        }
        try (var postgres = EmbeddedPostgres.start(data(), SETTINGS)) {
            assertThat(Rows.add(postgres)).isEqualTo(2);
        }
    }

    @Test
    void a_busy_process_of_a_killed_server_is_ended_before_the_next_start() throws Exception {
        long busy;
        try (var postgres = EmbeddedPostgres.start(data(), SETTINGS)) {
            Rows.add(postgres);
            Thread.ofVirtual().start(() -> loopForEver(postgres));
            assertThat(Await.until(() -> busy(postgres) != 0, SETTINGS.patience()))
                    .isTrue();
            busy = busy(postgres);
            Signal.KILL.send(postgres.pid());
        }
        assertThat(runs(busy)).as("busy, and unaware").isTrue();
        try (var next = EmbeddedPostgres.start(data(), SETTINGS)) {
            assertThat(runs(busy)).isFalse();
            assertThat(Rows.add(next)).isEqualTo(2);
        }
    }

    /** A process that has ended but that nobody has waited for has no command line any more. */
    private static boolean runs(long pid) throws IOException {
        Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.exists(commandLine) && !Files.readString(commandLine).isEmpty();
    }

    private static void loopForEver(EmbeddedPostgres postgres) {
        try (var connection = Rows.connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute("do 'begin loop perform 1; end loop; end'");
        } catch (SQLException e) {
            // its connection is cut: that is how it ends
        }
    }

    /** The process that loops, 0 if none does yet. */
    private static long busy(EmbeddedPostgres postgres) {
        try {
            return Long.parseLong(Rows.ask(
                    postgres, "select coalesce(max(pid), 0) from pg_stat_activity where query like 'do %loop%'"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closing_on_purpose_is_no_unexpected_exit() {
        CompletableFuture<String> notice = new CompletableFuture<>();
        var postgres = EmbeddedPostgres.start(data(), SETTINGS);
        postgres.onUnexpectedExit(notice::complete);
        postgres.close();
        assertThat(notice).isNotDone();
    }
}

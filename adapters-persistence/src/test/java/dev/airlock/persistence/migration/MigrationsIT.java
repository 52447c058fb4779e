package dev.airlock.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.persistence.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsIT {
    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    private MigrationSettings settings() {
        return settings(database.serviceUser());
    }

    private MigrationSettings settings(String serviceRole) {
        return new MigrationSettings(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), serviceRole, null);
    }

    @Test
    void a_second_run_finds_nothing_to_do() {
        assertThat(Migrations.run(settings())).isTrue();
        assertThat(Migrations.run(settings())).isFalse();
    }

    @Test
    void nodes_that_start_together_migrate_once() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> node = () -> Migrations.run(settings());
            List<Boolean> migrated = new ArrayList<>();
            for (Future<Boolean> run : executor.invokeAll(List.of(node, node, node))) {
                migrated.add(run.get());
            }
            assertThat(migrated).containsExactlyInAnyOrder(true, false, false);
        }
    }

    @Test
    void a_lock_left_by_a_killed_process_holds_nobody_up() throws SQLException {
        Migrations.run(settings());
        asOwner("update schema_version set fingerprint = 'of an older version'");
        asOwner("update databasechangeloglock set locked = true, lockgranted = now(), lockedby = 'a dead process'");
        assertThat(Migrations.run(settings())).isTrue();
    }

    @Test
    void a_database_of_a_newer_version_is_refused() throws SQLException {
        Migrations.run(settings());
        asOwner("update schema_version set fingerprint = 'of a newer version'");
        asOwner("""
                insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype, md5sum)
                values ('time-travel', 'airlock', 'dev/airlock/persistence/migrations/999-later.sql', now(), 999, 'EXECUTED', '9:0')
                """);
        assertThatThrownBy(() -> Migrations.run(settings()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("newer Airlock")
                .hasMessageContaining("time-travel");
    }

    @Test
    void a_missing_role_that_the_owner_may_not_create_is_named_with_its_remedy() {
        assertThatThrownBy(() -> Migrations.run(settings("nobody_yet")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("create role nobody_yet login");
    }

    @Test
    void an_owner_that_may_creates_the_missing_role_and_sets_its_password() throws SQLException {
        TestPostgres.asSuperuser("alter role " + database.ownerUser() + " createrole");
        String role = database.serviceUser() + "_made";
        for (String password : List.of("first password", "second password")) {
            Migrations.run(new MigrationSettings(
                    database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), role, password));
            asOwner("grant connect on database " + database.serviceUser().replace("_service", "") + " to " + role);
            try (Connection service = DriverManager.getConnection(database.jdbcUrl(), role, password)) {
                assertThat(service.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void an_existing_role_whose_password_the_owner_may_not_set_is_left_alone() throws SQLException {
        Migrations.run(new MigrationSettings(
                database.jdbcUrl(),
                database.ownerUser(),
                database.ownerPassword(),
                database.serviceUser(),
                "not for you to choose"));
        try (Connection service =
                DriverManager.getConnection(database.jdbcUrl(), database.serviceUser(), database.servicePassword())) {
            assertThat(service.isValid(1)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alter role %s bypassrls", "alter role %s superuser", "grant %2$s to %1$s"})
    void a_service_role_that_could_step_around_row_level_security_is_refused(String power) {
        TestPostgres.asSuperuser(power.formatted(database.serviceUser(), database.ownerUser()));
        assertThatThrownBy(() -> Migrations.run(settings()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void another_service_role_gets_its_grants() throws SQLException {
        Migrations.run(settings());
        TestPostgres.Database other = TestPostgres.freshDatabase();
        assertThat(Migrations.run(settings(other.serviceUser()))).isTrue();
        TestPostgres.asSuperuser("grant connect on database "
                + database.serviceUser().replace("_service", "") + " to " + other.serviceUser());
        try (Connection service =
                        DriverManager.getConnection(database.jdbcUrl(), other.serviceUser(), other.servicePassword());
                var statement = service.createStatement()) {
            assertThat(statement.execute("select from server")).isTrue();
        }
    }

    @Test
    void a_wrong_password_of_the_owner_is_a_clear_failure() {
        var wrong =
                new MigrationSettings(database.jdbcUrl(), database.ownerUser(), "wrong", database.serviceUser(), null);
        assertThatThrownBy(() -> Migrations.run(wrong))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void the_owner_cannot_be_the_service_role() {
        assertThatThrownBy(() -> settings(database.ownerUser()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("second role");
    }

    @Test
    void a_role_name_that_needs_quoting_is_refused() {
        assertThatThrownBy(() -> settings("role\"; drop table server; --"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lower-case letters");
    }

    @Test
    void settings_never_print_passwords() {
        assertThat(settings().toString()).doesNotContain(database.ownerPassword());
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

package dev.airlock.persistence;

import dev.airlock.persistence.embedded.EmbeddedPostgres;
import dev.airlock.persistence.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL for all tests of a JVM, kept in the module's {@code target} so that later runs need not create it, and
 * as many databases of it as tests ask for.
 */
public final class TestPostgres {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private TestPostgres() {}

    /**
     * An empty database of its own.
     *
     * @param ownerUser owns the database: for migrations
     * @param serviceUser may connect, and sees what the owner grants: for the application
     */
    public record Database(
            String jdbcUrl, String ownerUser, String ownerPassword, String serviceUser, String servicePassword) {}

    /** Makes one that no other test sees. */
    public static Database freshDatabase() {
        String name = "test_" + NUMBERS.incrementAndGet();
        var database = new Database(
                Server.POSTGRES.jdbcUrl(name),
                name + "_owner",
                "owner-password",
                name + "_service",
                "service-password");
        asSuperuser(
                "create role %s login password '%s'".formatted(database.ownerUser(), database.ownerPassword()),
                "create role %s login password '%s'".formatted(database.serviceUser(), database.servicePassword()),
                "create database %s owner %s".formatted(name, database.ownerUser()),
                "revoke all on database %s from public".formatted(name),
                "grant connect on database %s to %s".formatted(name, database.serviceUser()));
        return database;
    }

    /** Runs what neither of a database's own roles may do. */
    public static void asSuperuser(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a statement of the superuser failed", e);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                Server.POSTGRES.jdbcUrl("postgres"),
                Server.POSTGRES.superuser(),
                new String(Server.POSTGRES.password()));
    }

    /** Started by the first test that asks. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            Path target = Path.of("target").toAbsolutePath();
            String fork = System.getProperty("surefire.forkNumber", "1");
            // Programs of its own: tests of the launcher hand the shared ones to other users while this server runs.
            var settings = EmbeddedSettings.defaults(new SecureRandom());
            var postgres = EmbeddedPostgres.start(target.resolve("test-postgres-" + fork), settings);
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            dropLeftovers(postgres);
            return postgres;
        }

        private static void dropLeftovers(EmbeddedPostgres postgres) {
            String leftovers = """
                    select 1, format('drop database %I with (force)', datname) from pg_database where datname like 'test\\_%'
                    union all
                    select 2, format('drop role %I', rolname) from pg_roles where rolname like 'test\\_%'
                    order by 1
                    """;
            try (Connection connection = DriverManager.getConnection(
                            postgres.jdbcUrl("postgres"), postgres.superuser(), new String(postgres.password()));
                    Statement statement = connection.createStatement()) {
                List<String> drops = new ArrayList<>();
                try (var rows = statement.executeQuery(leftovers)) {
                    while (rows.next()) {
                        drops.add(rows.getString(2));
                    }
                }
                for (String drop : drops) {
                    statement.execute(drop);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("databases of an earlier test run could not be removed", e);
            }
        }
    }
}

package dev.airlock.persistence.migration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a database to the shape that this version needs, once, however many nodes start together. */
public final class Migrations {
    private static final int OLDEST_POSTGRESQL = 15;

    /** Any number, but the same in every version: the advisory lock under which one node migrates. */
    private static final long LOCK = 0x6169726c6f636bL;

    private Migrations() {}

    /**
     * Creates the service role if it is missing and runs the change sets that the database lacks. Where it lacks none this takes
     * a few milliseconds. A {@link MigrationException} says why a database cannot be used.
     *
     * @return whether anything was changed
     */
    public static boolean run(MigrationSettings settings) {
        try (Connection connection =
                DriverManager.getConnection(settings.jdbcUrl(), settings.ownerUser(), settings.ownerPassword())) {
            refuseOldServer(connection);
            return run(connection, settings);
        } catch (SQLException e) {
            throw new MigrationException("the database could not be migrated: " + e.getMessage(), e);
        }
    }

    private static void refuseOldServer(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_POSTGRESQL) {
            throw new MigrationException("Airlock needs PostgreSQL " + OLDEST_POSTGRESQL + " or newer, and this is "
                    + connection.getMetaData().getDatabaseProductVersion());
        }
    }

    private static boolean run(Connection connection, MigrationSettings settings) throws SQLException {
        String fingerprint = Changelog.fingerprint(settings.serviceRole());
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
        }
        new ServiceRole(connection, settings.serviceRole()).ensure(settings.servicePassword());
        if (isCurrent(connection, fingerprint)) {
            return false;
        }
        ChangeSets.apply(connection, settings.serviceRole());
        connection.setAutoCommit(true);
        record(connection, fingerprint);
        return true;
    }

    private static boolean isCurrent(Connection connection, String fingerprint) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("select to_regclass('schema_version')")) {
                if (!table.next() || table.getString(1) == null) {
                    return false;
                }
            }
            try (ResultSet version = statement.executeQuery("select fingerprint from schema_version")) {
                return version.next() && fingerprint.equals(version.getString(1));
            }
        }
    }

    private static void record(Connection connection, String fingerprint) throws SQLException {
        String sql = """
                insert into schema_version (fingerprint) values (?)
                on conflict (singleton) do update set fingerprint = excluded.fingerprint
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, fingerprint);
            statement.executeUpdate();
        }
    }
}

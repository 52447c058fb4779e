package dev.airlock.bootstrap.proof;

import dev.airlock.persistence.embedded.EmbeddedPostgres;
import dev.airlock.persistence.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL that an operator runs, with the roles and the database that the operating guide asks for. */
final class ExternalPostgres implements AutoCloseable {
    static final String OWNER_PASSWORD = "owner-7c1f0e";
    static final String SERVICE_PASSWORD = "service-93ab4d";

    private final EmbeddedPostgres postgres;

    ExternalPostgres(Path directory) {
        postgres = EmbeddedPostgres.start(directory, EmbeddedSettings.defaults(new SecureRandom()));
        execute(
                "create role airlock_owner login password '" + OWNER_PASSWORD + "'",
                "create role airlock_service login password '" + SERVICE_PASSWORD + "'",
                "create database airlock owner airlock_owner");
    }

    String url() {
        return postgres.jdbcUrl("airlock");
    }

    /** A connection to the installed database of the one who may do anything. */
    Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), postgres.superuser(), new String(postgres.password()));
    }

    /** Keeps a copy of the database as it is; nobody may be connected to it. */
    void backUp() {
        execute("create database backup template airlock owner airlock_owner");
    }

    /** Puts a copy of that in place of the database; whoever is connected is thrown out. */
    void restore() {
        execute("drop database airlock with (force)", "create database airlock template backup owner airlock_owner");
    }

    private void execute(String... statements) {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.superuser(), new String(postgres.password()));
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}

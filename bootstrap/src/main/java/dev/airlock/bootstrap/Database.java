package dev.airlock.bootstrap;

import dev.airlock.bootstrap.config.DatabaseConfig;
import dev.airlock.bootstrap.config.DatabaseConfig.RoleConfig;
import dev.airlock.persistence.embedded.EmbeddedPostgres;
import dev.airlock.persistence.embedded.EmbeddedSettings;
import dev.airlock.persistence.embedded.RunningPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of this installation: an external one, or one that is started here and stopped with the node. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String NAME = "airlock";
    private static final String SUPERUSER = "postgres";

    private final String jdbcUrl;
    private final Login owner;
    private final Login service;
    private final @Nullable EmbeddedPostgres embedded;

    /** A role and its password. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    private Database(String jdbcUrl, Login owner, Login service, @Nullable EmbeddedPostgres embedded) {
        this.jdbcUrl = jdbcUrl;
        this.owner = owner;
        this.service = service;
        this.embedded = embedded;
    }

    /** Opens the database for serving. */
    static Database open(DatabaseConfig config, Path dataDirectory) {
        return config.url() == null ? start(config, directory(dataDirectory)) : external(config, config.url());
    }

    /** Opens the database for looking into it; an embedded one may be in use by a node meanwhile. */
    static Database look(DatabaseConfig config, Path dataDirectory) {
        if (config.url() != null) {
            return external(config, config.url());
        }
        Path directory = directory(dataDirectory);
        return RunningPostgres.find(directory)
                .map(Database::running)
                .orElseGet(() -> start(config, directory).asSuperuser());
    }

    private static Database running(RunningPostgres postgres) {
        var superuser = new Login(SUPERUSER, new String(postgres.password()));
        return new Database(postgres.jdbcUrl(NAME), superuser, superuser, null);
    }

    /** The service role of an embedded database gets its password from the migration that serving begins with. */
    private Database asSuperuser() {
        return new Database(jdbcUrl, owner, owner, embedded);
    }

    private static Path directory(Path dataDirectory) {
        return dataDirectory.resolve("postgresql");
    }

    private static Database external(DatabaseConfig config, String url) {
        return new Database(url, login("owner", config.owner()), login("service", config.service()), null);
    }

    private static Database start(DatabaseConfig config, Path directory) {
        var random = new SecureRandom();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, EmbeddedSettings.defaults(random));
        try {
            postgres.onUnexpectedExit(LOG::error);
            var superuser = new Login(SUPERUSER, new String(postgres.password()));
            createDatabase(postgres.jdbcUrl(SUPERUSER), superuser);
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            var service = new Login(config.service().user(), HexFormat.of().formatHex(secret));
            return new Database(postgres.jdbcUrl(NAME), superuser, service, postgres);
        } catch (SQLException | RuntimeException e) {
            postgres.close();
            throw new IllegalStateException("the embedded PostgreSQL cannot be used: " + e.getMessage(), e);
        }
    }

    private static void createDatabase(String url, Login superuser) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, superuser.user, superuser.password);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            if (!found.next()) {
                statement.execute("create database " + NAME);
            }
        }
    }

    private static Login login(String which, RoleConfig role) {
        return new Login(
                role.user(), SecretText.of("database." + which, "password", role.password(), role.passwordFile()));
    }

    /** Where it is. */
    String jdbcUrl() {
        return jdbcUrl;
    }

    /** The role that owns the tables. */
    Login owner() {
        return owner;
    }

    /** The role that serves calls. */
    Login service() {
        return service;
    }

    /** The password to give the service role; null where an operator gives it. */
    @Nullable
    String newServicePassword() {
        return embedded == null ? null : service.password;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}

package dev.airlock.persistence;

import dev.airlock.persistence.migration.MigrationSettings;
import dev.airlock.persistence.migration.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of its own, nodes on it, and SQL as either role. */
public final class TestStore implements AutoCloseable {
    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final List<Persistence> nodes = new ArrayList<>();
    private final List<DataSource> pools = new ArrayList<>();

    /** Makes and migrates the database. */
    public TestStore() {
        Migrations.run(new MigrationSettings(
                database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.serviceUser(), null));
    }

    /** Opens one more node's ports, closed with this. */
    public Persistence openNode() {
        Persistence node = Persistence.open(pool(), serviceRole(), UUID.randomUUID());
        nodes.add(node);
        return node;
    }

    private DataSource pool() {
        var properties = new PoolProperties();
        properties.setDataSource(serviceRole());
        properties.setTestOnBorrow(true);
        properties.setValidationInterval(0);
        var pool = new DataSource(properties);
        pools.add(pool);
        return pool;
    }

    /** Connections as the service role. */
    public PGSimpleDataSource serviceRole() {
        return dataSource(database.serviceUser(), database.servicePassword());
    }

    /** Connections as the owner of the tables. */
    public PGSimpleDataSource owner() {
        return dataSource(database.ownerUser(), database.ownerPassword());
    }

    private PGSimpleDataSource dataSource(String user, String password) {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** Removes every row. */
    public void clear() throws SQLException {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            // Much faster than truncating, which makes new files for every table and index.
            statement.execute("""
                    begin;
                    set local airlock.scope = 'installation';
                    delete from approval_request;
                    delete from server;
                    delete from member_group;
                    delete from invitation;
                    delete from membership;
                    delete from person;
                    delete from organization;
                    delete from set_up_link;
                    delete from oauth_client;
                    delete from oauth_signing_key;
                    commit
                    """);
        }
    }

    @Override
    public void close() {
        nodes.forEach(Persistence::close);
        pools.forEach(DataSource::close);
    }
}

package dev.airlock.persistence.audit;

import dev.airlock.application.audit.AuditChains.Stored;
import dev.airlock.application.audit.Checkpoints;
import dev.airlock.application.audit.CloseOpenIntents;
import dev.airlock.application.audit.Verification;
import dev.airlock.application.audit.VerifyAudit;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.persistence.TestPostgres;
import dev.airlock.persistence.migration.MigrationSettings;
import dev.airlock.persistence.migration.Migrations;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.jdbi.v3.core.Jdbi;

/** A database with an empty audit log, as the service sees it and as its owner does. */
final class AuditDatabase {
    private final TestPostgres.Database database;
    final Transactions transactions;
    final PostgresAuditChains chains;
    final PostgresAuditTrail trail;

    private Connection thief;

    private AuditDatabase(TestPostgres.Database database) {
        this.database = database;
        this.transactions = new Transactions(Jdbi.create(pool(database)), new NoBroadcast());
        this.chains = new PostgresAuditChains(transactions);
        this.trail = new PostgresAuditTrail(transactions);
    }

    static AuditDatabase create() {
        return in(TestPostgres.freshDatabase());
    }

    static AuditDatabase in(TestPostgres.Database database) {
        Migrations.run(new MigrationSettings(
                database.jdbcUrl(),
                database.ownerUser(),
                database.ownerPassword(),
                database.serviceUser(),
                database.servicePassword()));
        return new AuditDatabase(database);
    }

    private static DataSource pool(TestPostgres.Database database) {
        var properties = new PoolProperties();
        properties.setUrl(database.jdbcUrl());
        properties.setUsername(database.serviceUser());
        properties.setPassword(database.servicePassword());
        properties.setDriverClassName("org.postgresql.Driver");
        properties.setInitialSize(0);
        properties.setMaxIdle(10);
        properties.setMinIdle(0);
        properties.setMaxActive(10);
        properties.setTestOnBorrow(true);
        properties.setValidationQuery("select 1");
        properties.setValidationInterval(0);
        return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }

    TestPostgres.Database access() {
        return database;
    }

    DataSource serviceSource() {
        return AuditDataSource.of(database.jdbcUrl(), database.serviceUser(), database.servicePassword());
    }

    GroupCommitAuditLog log() {
        return log(serviceSource());
    }

    GroupCommitAuditLog log(DataSource source) {
        return GroupCommitAuditLog.start(source, "test-node", InstantSource.system(), UUID::randomUUID);
    }

    CloseOpenIntents closeOpenIntents(GroupCommitAuditLog heir) {
        return new CloseOpenIntents(
                new PostgresAbandonedWriters(transactions, InstantSource.system()), heir, InstantSource.system());
    }

    Verification verify() {
        return verify(new NoCheckpoints());
    }

    Verification verify(Checkpoints checkpoints) {
        return new VerifyAudit(chains, checkpoints).verify();
    }

    /** Runs SQL as the owner of the tables, beyond the reach of row-level security: what a thief of the database could do. */
    void asOwner(String sql) {
        try (var statement = kept().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection kept() throws SQLException {
        if (thief == null) {
            thief = owner();
            thief.createStatement().execute("select set_config('airlock.scope', 'installation', false)");
        }
        return thief;
    }

    Connection owner() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
    }

    Connection service() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.serviceUser(), database.servicePassword());
    }

    /** Ends the audit writer's server process. */
    void killWriterSession() {
        count("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'airlock-audit'"
                + " and datname = current_database() and pid <> pg_backend_pid() and usename = current_user");
    }

    /** The records of each subject, chain by chain. */
    Map<UUID, List<Phase>> phases() {
        Map<UUID, List<Phase>> phases = new HashMap<>();
        for (ChainHead head : chains.heads()) {
            chains.walk(head.writer(), stored -> {
                var event = ((Stored.Link) stored).link().event();
                phases.computeIfAbsent(event.subject(), subject -> new ArrayList<>())
                        .add(event.phase());
            });
        }
        return phases;
    }

    /** Counts rows as the service, across organizations. */
    long count(String sql) {
        return transactions.acrossOrganizations(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}

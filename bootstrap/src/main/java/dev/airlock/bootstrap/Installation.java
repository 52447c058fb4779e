package dev.airlock.bootstrap;

import dev.airlock.application.audit.Verification;
import dev.airlock.application.audit.VerifyAudit;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.bootstrap.config.KeySource;
import dev.airlock.bootstrap.wiring.CoreModule;
import dev.airlock.persistence.Persistence;
import dev.airlock.persistence.audit.AuditDataSource;
import dev.airlock.persistence.audit.GroupCommitAuditLog;
import dev.airlock.persistence.migration.MigrationSettings;
import dev.airlock.persistence.migration.Migrations;
import dev.airlock.persistence.vault.KeyMaintenance;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.UnusableKeyException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What an operator does to an installation without serving from it. */
public final class Installation {
    private Installation() {}

    /** Brings the database to the shape that this version needs; returns whether anything was changed. */
    public static boolean migrate(AirlockConfiguration configuration) {
        try (Database database = Database.open(configuration.database(), configuration.dataDirectory())) {
            return migrate(database);
        }
    }

    static boolean migrate(Database database) {
        return Migrations.run(new MigrationSettings(
                database.jdbcUrl(),
                database.owner().user(),
                database.owner().password(),
                database.service().user(),
                database.newServicePassword()));
    }

    /** What is done with the keys of an installation. */
    @FunctionalInterface
    public interface KeyWork {
        /** Does it; fails, in words, where it cannot end well. */
        void on(KeyMaintenance keys) throws UnusableKeyException;
    }

    /**
     * Works on the keys of an installation, while its nodes serve or not.
     *
     * @param next the master key that is to replace the configuration's; null where the configuration says that too
     */
    public static void maintainKeys(AirlockConfiguration configuration, @Nullable KeySource next, KeyWork work) {
        MasterKeys keys = next == null ? Keys.masters(configuration.keys()) : Keys.masters(configuration.keys(), next);
        try (Database database = Database.look(configuration.database(), configuration.dataDirectory())) {
            Database.Login owner = database.owner();
            DataSource source = AuditDataSource.of(database.jdbcUrl(), owner.user(), owner.password());
            Database.Login writer = database.service();
            DataSource audit = AuditDataSource.of(database.jdbcUrl(), writer.user(), writer.password());
            var core = new CoreModule(InstantSource.system());
            try (Persistence ports = Persistence.open(source, source, UUID.randomUUID());
                    var log = GroupCommitAuditLog.start(audit, "the command line", core.clock(), core.ids())) {
                work.on(ports.keyMaintenance(keys, core.random(), log, core.clock(), core.ids()));
            }
        } catch (UnusableKeyException e) {
            throw new ConfigurationProblem(String.valueOf(e.getMessage()));
        }
    }

    /** Recomputes the audit log's chains and compares them with the checkpoints; a running node is not disturbed. */
    public static Verification verifyAudit(AirlockConfiguration configuration) throws IOException {
        try (Database database = Database.look(configuration.database(), configuration.dataDirectory())) {
            Database.Login reader = database.service();
            DataSource source = AuditDataSource.of(database.jdbcUrl(), reader.user(), reader.password());
            try (Persistence ports = Persistence.open(source, source, UUID.randomUUID())) {
                var checkpoints =
                        CheckpointFiles.in(configuration.dataDirectory()).open();
                return new VerifyAudit(ports.auditChains(), checkpoints).verify();
            }
        }
    }
}

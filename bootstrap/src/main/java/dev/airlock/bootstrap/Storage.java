package dev.airlock.bootstrap;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import dev.airlock.application.approval.Approvals;
import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUpkeep;
import dev.airlock.application.audit.Checkpoints;
import dev.airlock.application.audit.CloseOpenIntents;
import dev.airlock.application.audit.TakeCheckpoint;
import dev.airlock.application.connection.Vault;
import dev.airlock.application.identity.SecondFactors;
import dev.airlock.application.identity.ShutOutAfterRestore;
import dev.airlock.application.oauth.AccessTokens;
import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.application.oauth.Resources;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.persistence.Persistence;
import dev.airlock.persistence.audit.AuditDataSource;
import dev.airlock.persistence.audit.GroupCommitAuditLog;
import dev.airlock.persistence.mail.PostgresOutbox;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.Seals;
import dev.airlock.persistence.vault.UnusableKeyException;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Everything that is kept: the database, the ports on it, the audit log and its upkeep. Opened in order, closed in the opposite one. */
public final class Storage implements AutoCloseable {
    private final Closeables opened;
    private final ManagedDataSource pool;
    private final Persistence ports;
    private final GroupCommitAuditLog auditLog;
    private final Vault vault;
    private final AccessTokens accessTokens;
    private final MessageCodes messageCodes;
    private final Approvals approvals;
    private final PostgresOutbox outbox;
    private final SecondFactors secondFactors;

    private Storage(
            Closeables opened,
            ManagedDataSource pool,
            Persistence ports,
            GroupCommitAuditLog auditLog,
            Vault vault,
            AccessTokens accessTokens,
            MessageCodes messageCodes,
            Approvals approvals,
            PostgresOutbox outbox,
            SecondFactors secondFactors) {
        this.opened = opened;
        this.pool = pool;
        this.ports = ports;
        this.auditLog = auditLog;
        this.vault = vault;
        this.accessTokens = accessTokens;
        this.messageCodes = messageCodes;
        this.approvals = approvals;
        this.outbox = outbox;
        this.secondFactors = secondFactors;
    }

    static Storage open(
            AirlockConfiguration configuration, InstantSource clock, SecureRandom random, Supplier<UUID> ids) {
        MasterKeys keys = Keys.masters(configuration.keys());
        var opened = new Closeables();
        try {
            Database database =
                    opened.add(Database.open(configuration.database(), configuration.dataDirectory()), Database::close);
            Installation.migrate(database);
            ManagedDataSource pool = pool(database, configuration.database().maxConnections());
            pool.start();
            opened.add(pool, ManagedDataSource::stop);
            DataSource direct = AuditDataSource.of(
                    database.jdbcUrl(),
                    database.service().user(),
                    database.service().password());
            Persistence ports = opened.add(Persistence.open(pool, direct, ids.get(), keys), Persistence::close);
            Seals seals = ports.seals(keys, random, ids);
            AccessTokens accessTokens =
                    ports.accessTokens(seals, new Resources(configuration.http().baseUrl()), clock, random, ids);
            Checkpoints checkpoints =
                    CheckpointFiles.in(configuration.dataDirectory()).open();
            GroupCommitAuditLog auditLog = GroupCommitAuditLog.start(
                    direct, "pid " + ProcessHandle.current().pid(), clock, ids);
            var shutOut = new ShutOutAfterRestore(
                    ports.organizations(),
                    ports.members(),
                    ports.unitOfWork(),
                    auditLog,
                    ports.auditTrail(),
                    checkpoints,
                    clock,
                    ids);
            var checkpoint = new TakeCheckpoint(ports.auditChains(), checkpoints, shutOut::after, clock);
            compare(checkpoint, auditLog);
            var closing = new CloseOpenIntents(ports.abandonedWriters(clock), auditLog, clock);
            AuditUpkeep upkeep = AuditUpkeep.start(closing, checkpoint);
            opened.add(upkeep, AuditUpkeep::close);
            opened.add(auditLog, GroupCommitAuditLog::close);
            MessageCodes codes = ports.messageCodes(seals, clock, random, ids);
            return new Storage(
                    opened,
                    pool,
                    ports,
                    auditLog,
                    ports.vault(seals),
                    accessTokens,
                    codes,
                    ports.approvals(seals, codes),
                    ports.outbox(seals, ids),
                    ports.secondFactors(seals));
        } catch (UnusableKeyException e) {
            opened.close();
            throw new ConfigurationProblem(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            opened.close();
            throw new ConfigurationProblem("the audit log's checkpoints cannot be kept: " + e.getMessage());
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        } catch (Exception e) {
            opened.close();
            throw new IllegalStateException("the connection pool does not start", e);
        }
    }

    /** Whoever cannot deal with a database that was restored from a backup opens no door. */
    private static void compare(TakeCheckpoint checkpoint, GroupCommitAuditLog auditLog) {
        try {
            checkpoint.now();
        } catch (RuntimeException e) {
            auditLog.close();
            throw e;
        }
    }

    private static ManagedDataSource pool(Database database, int maxConnections) {
        var factory = new DataSourceFactory();
        factory.setDriverClass("org.postgresql.Driver");
        factory.setUrl(database.jdbcUrl());
        factory.setUser(database.service().user());
        factory.setPassword(database.service().password());
        factory.setInitialSize(1);
        factory.setMinSize(1);
        factory.setMaxSize(maxConnections);
        factory.setCheckConnectionOnBorrow(true);
        factory.setValidationInterval(Duration.milliseconds(250));
        return factory.build(new MetricRegistry(), "requests");
    }

    /** The ports. */
    public Persistence ports() {
        return ports;
    }

    /** The audit log. */
    public AuditLog auditLog() {
        return auditLog;
    }

    /** The vault. */
    public Vault vault() {
        return vault;
    }

    /** Access tokens. */
    public AccessTokens accessTokens() {
        return accessTokens;
    }

    /** Codes of what is given away and comes back. */
    public MessageCodes messageCodes() {
        return messageCodes;
    }

    /** Approval requests. */
    public Approvals approvals() {
        return approvals;
    }

    /** Messages that wait to be sent. */
    public PostgresOutbox outbox() {
        return outbox;
    }

    /** Authenticator apps. */
    public SecondFactors secondFactors() {
        return secondFactors;
    }

    /** Healthy while the database answers. */
    HealthCheck health() {
        return new HealthCheck() {
            @Override
            protected Result check() throws Exception {
                try (Connection connection = pool.getConnection()) {
                    return connection.isValid(2) ? Result.healthy() : Result.unhealthy("the database does not answer");
                }
            }
        };
    }

    @Override
    public void close() {
        opened.close();
    }
}

package dev.airlock.persistence.audit;

import dev.airlock.application.audit.AbandonedWriters;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.persistence.transaction.Transactions;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Finds abandoned writers by their locks: only a session that is gone lets go of its own. */
public final class PostgresAbandonedWriters implements AbandonedWriters {
    /** The outcome may stand in any chain: an earlier attempt to close this one may have got as far as that. */
    private static final String OPEN_INTENTS = "select " + Rows.EVENT + """
             from audit_event intent
            where writer = :writer and phase = 'INTENT'
              and sequence > (select closed_through from audit_writer where id = :writer)
              and not exists (select from audit_event outcome
                              where outcome.subject = intent.subject and outcome.phase = 'OUTCOME')
            order by sequence
            """;

    private final Transactions transactions;
    private final InstantSource clock;

    /** Makes the finder. */
    public PostgresAbandonedWriters(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public int close(Heir heir) {
        return (int) open().stream()
                .filter(writer -> transactions.acrossOrganizations(handle -> close(handle, writer, heir)))
                .count();
    }

    private List<UUID> open() {
        return transactions.acrossOrganizations(
                handle -> handle.createQuery("select id from audit_writer where closed_at is null order by started_at")
                        .mapTo(UUID.class)
                        .list());
    }

    /** Holds the writer's lock until the transaction ends, so that no other node and not the writer itself comes in between. */
    private boolean close(Handle handle, UUID writer, Heir heir) {
        if (!take(handle, writer) || !openIntents(handle, writer).stream().allMatch(heir::end)) {
            return false;
        }
        handle.createUpdate("update audit_writer set closed_at = :now where id = :writer")
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .bind("writer", writer)
                .execute();
        return true;
    }

    private static boolean take(Handle handle, UUID writer) {
        return handle.createQuery("select pg_try_advisory_xact_lock(:key)")
                        .bind("key", WriterLock.key(writer))
                        .mapTo(Boolean.class)
                        .one()
                && handle.createQuery("select closed_at is null from audit_writer where id = :writer")
                        .bind("writer", writer)
                        .mapTo(Boolean.class)
                        .one();
    }

    private static List<AuditEvent> openIntents(Handle handle, UUID writer) {
        return handle.createQuery(OPEN_INTENTS)
                .bind("writer", writer)
                .map((row, context) -> Rows.event(row))
                .list();
    }
}

package dev.airlock.persistence.audit;

import dev.airlock.application.audit.AuditChains;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.ChainLink;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the chains from PostgreSQL, through a cursor so that their length does not matter. */
public final class PostgresAuditChains implements AuditChains {
    private static final int FETCH = 2_000;

    /** Hops from chain to chain along the primary key, so that a chain whose writer's row was removed is found as well. */
    private static final String HEADS = """
            with recursive chain(writer) as (
                (select writer from audit_event order by writer limit 1)
                union all
                select (select e.writer from audit_event e where e.writer > chain.writer order by e.writer limit 1)
                from chain where chain.writer is not null)
            select chain.writer, head.sequence, head.hash
            from chain
            cross join lateral (select sequence, hash from audit_event e where e.writer = chain.writer
                                order by sequence desc limit 1) head
            left join audit_writer on audit_writer.id = chain.writer
            order by audit_writer.started_at, chain.writer
            """;

    private final Transactions transactions;

    /** Makes the reader. */
    public PostgresAuditChains(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<ChainHead> heads() {
        return transactions.acrossOrganizations(handle -> handle.createQuery(HEADS)
                .map((row, context) -> new ChainHead(
                        row.getObject("writer", UUID.class), row.getLong("sequence"), row.getBytes("hash")))
                .list());
    }

    @Override
    public void walk(UUID writer, Consumer<Stored> sink) {
        transactions.acrossOrganizations(handle -> {
            handle.createQuery("select writer, sequence, previous_hash, hash, " + Rows.EVENT
                            + " from audit_event where writer = :writer order by sequence")
                    .bind("writer", writer)
                    .setFetchSize(FETCH)
                    .map((row, context) -> stored(row))
                    .forEach(sink);
            return true;
        });
    }

    @Override
    public byte @Nullable [] hashAt(UUID writer, long sequence) {
        return transactions
                .acrossOrganizations(handle -> handle.createQuery(
                                "select hash from audit_event where writer = :writer and sequence = :sequence limit 1")
                        .bind("writer", writer)
                        .bind("sequence", sequence)
                        .map((row, context) -> row.getBytes("hash"))
                        .findOne())
                .orElse(null);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        long sequence = row.getLong("sequence");
        try {
            var link = new ChainLink(
                    row.getObject("writer", UUID.class), sequence, row.getBytes("previous_hash"), Rows.event(row));
            return new Stored.Link(link, row.getBytes("hash"));
        } catch (RuntimeException e) {
            return new Stored.Unreadable(sequence, String.valueOf(e.getMessage()));
        }
    }
}

package dev.airlock.persistence.audit;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.persistence.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads an organization's events from PostgreSQL. */
public final class PostgresAuditTrail implements AuditTrail {
    private static final int MAX_PAGE = 1_000;
    private static final int FETCH = 1_000;
    private static final String NEWEST_FIRST = " order by at desc, writer desc, sequence desc";
    private static final String AFTER = " and (at, writer, sequence) < (:at, :writer, :sequence)";

    /** How many events one page looks at where no index leads to the matching ones. */
    private final int reach;

    private final Transactions transactions;

    /** Makes the reader. */
    public PostgresAuditTrail(Transactions transactions) {
        this(transactions, 50_000);
    }

    PostgresAuditTrail(Transactions transactions, int reach) {
        this.transactions = transactions;
        this.reach = reach;
    }

    @Override
    public Page page(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit: a page has 1 to " + MAX_PAGE + " events");
        }
        Cursor after = cursor == null ? null : Cursor.parse(cursor);
        return transactions.in(organization, handle -> page(handle, organization, filter, after, limit));
    }

    @Override
    public void stream(OrganizationId organization, Filter filter, Consumer<Entry> sink) {
        var where = new Where(organization, filter);
        transactions.in(organization, handle -> {
            handle.createQuery("select writer, sequence, " + Rows.EVENT + " from audit_event where " + where.indexed()
                            + " and " + where.others() + " order by at, writer, sequence")
                    .bindMap(where.values())
                    .setFetchSize(FETCH)
                    .map((row, context) -> entry(row))
                    .forEach(sink);
            return true;
        });
    }

    private Page page(Handle handle, OrganizationId organization, Filter filter, @Nullable Cursor after, int limit) {
        var where = new Where(organization, filter);
        String looked = looked(where, after);
        List<Entry> found = query(
                        handle,
                        "select * from (" + looked + ") looked where " + where.others() + NEWEST_FIRST + " limit "
                                + (limit + 1),
                        where,
                        after)
                .map((row, context) -> entry(row))
                .list();
        if (found.size() > limit) {
            return new Page(
                    found.subList(0, limit), cursor(found.get(limit - 1)).toString());
        }
        return new Page(found, where.leavesOut() ? continuation(handle, looked, where, after) : null);
    }

    /** The part of the log that one page looks at, so that a filter that matches seldom cannot make it read millions of events. */
    private String looked(Where where, @Nullable Cursor after) {
        return "select writer, sequence, " + Rows.EVENT + " from audit_event where " + where.indexed()
                + (after == null ? "" : AFTER) + NEWEST_FIRST + " limit " + reach;
    }

    private @Nullable String continuation(Handle handle, String looked, Where where, @Nullable Cursor after) {
        return query(
                        handle,
                        "select * from (" + looked + ") looked " + NEWEST_FIRST + " offset " + (reach - 1),
                        where,
                        after)
                .map((row, context) -> cursor(entry(row)).toString())
                .findOne()
                .orElse(null);
    }

    private static Query query(Handle handle, String sql, Where where, @Nullable Cursor after) {
        Query query = handle.createQuery(sql).bindMap(where.values());
        return after == null
                ? query
                : query.bind("at", after.time()).bind("writer", after.writer()).bind("sequence", after.sequence());
    }

    private static Cursor cursor(Entry entry) {
        return new Cursor(entry.event().at(), entry.writer(), entry.sequence());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getObject("writer", UUID.class), row.getLong("sequence"), Rows.event(row));
    }
}

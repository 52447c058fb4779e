package dev.airlock.persistence.vault;

import dev.airlock.persistence.transaction.Transactions;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Walks over all that is sealed under the master key, in bounded steps. */
final class WrappedRows {
    private static final int STEP = 200;

    private final Transactions transactions;

    WrappedRows(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A sealed text and where it stands. */
    record Row(WrappedTable table, UUID organization, UUID id, byte[] sealed) {
        SealedPlace place() {
            return new SealedPlace(organization, table.name(), table.column(), id, 0);
        }

        boolean opensWith(MasterKey key) {
            return key.wrapping().opens(sealed, place().bytes());
        }
    }

    /** Hands out the rows of a table, each step in a transaction of its own that sees the installation. */
    void each(WrappedTable table, Step step) {
        UUID organization = SealedPlace.NO_ORGANIZATION;
        UUID id = SealedPlace.NO_ORGANIZATION;
        List<Row> rows;
        do {
            UUID afterOrganization = organization;
            UUID afterId = id;
            rows = transactions.acrossOrganizations(handle -> {
                List<Row> found = read(handle, table, afterOrganization, afterId);
                step.take(handle, found);
                return found;
            });
            if (!rows.isEmpty()) {
                organization = rows.getLast().organization;
                id = rows.getLast().id;
            }
        } while (rows.size() == STEP);
    }

    /** The same for every table, one row after the other, to look at. */
    void look(Consumer<Row> look) {
        WrappedTable.ALL.forEach(table -> each(table, (handle, rows) -> rows.forEach(look)));
    }

    /** What is done with some rows in their transaction. */
    @FunctionalInterface
    interface Step {
        void take(Handle handle, List<Row> rows);
    }

    private static List<Row> read(Handle handle, WrappedTable table, UUID organization, UUID id) {
        String sql = table.sql("""
                select {organization} as organization, {row} as id, {column} as sealed from {table}
                where ({organization}, {row}) > (:organization, :id)
                order by {organization}, {row} limit :step
                """);
        return handle.createQuery(sql)
                .bind("organization", organization)
                .bind("id", id)
                .bind("step", STEP)
                .map((row, context) -> new Row(
                        table,
                        row.getObject("organization", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getBytes("sealed")))
                .list();
    }
}

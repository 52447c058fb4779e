package dev.airlock.persistence.vault;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.persistence.transaction.Transactions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Seals what older data keys of an organization sealed under its newest one, in bounded steps. */
final class SealedRows {
    private static final int STEP = 100;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Transactions transactions;
    private final OrganizationSeal seal;
    private final List<String> unreadable = new ArrayList<>();
    private long sealed;

    SealedRows(Transactions transactions, OrganizationSeal seal) {
        this.transactions = transactions;
        this.seal = seal;
    }

    private record Row(SealedTable table, SealedPlace place, OrganizationSeal.Sealed sealed) {}

    /** Seals everything of the organization anew, and returns how many rows those were. */
    long sealAnew(OrganizationId organization) {
        long before = sealed;
        for (SealedTable table : SealedTable.ALL) {
            List<Row> rows = List.of();
            do {
                UUID after = rows.isEmpty() ? BEFORE_ALL : rows.getLast().place.row();
                rows = step(organization, table, after);
            } while (!rows.isEmpty());
        }
        return sealed - before;
    }

    /** Counts the rows that were sealed anew. */
    long sealed() {
        return sealed;
    }

    /** Names the rows that did not open since it was asked last. */
    List<String> takeUnreadable() {
        List<String> taken = List.copyOf(unreadable);
        unreadable.clear();
        return taken;
    }

    private List<Row> step(OrganizationId organization, SealedTable table, UUID after) {
        var rows = new ArrayList<Row>();
        var _ = transactions.inTransaction(
                organization,
                () -> transactions.in(organization, handle -> {
                    rows.addAll(read(handle, organization, table, after));
                    rows.forEach(row -> sealAnew(handle, organization, row));
                    transactions.announce(new Change.OfOrganization(organization));
                    return Result.done(rows.size());
                }));
        return rows;
    }

    private static List<Row> read(Handle handle, OrganizationId organization, SealedTable table, UUID after) {
        String sql = table.sql("""
                select {row} as id, {key} as key, {column} as ciphertext, {version} as version from {table}
                where organization_id = :organization and {key} <> :newest and {row} > :after
                order by {row} limit :step
                """);
        return handle.createQuery(sql)
                .bind("organization", organization.value())
                .bind("newest", DataKeys.newest(handle, organization))
                .bind("after", after)
                .bind("step", STEP)
                .map((row, context) -> new Row(
                        table,
                        new SealedPlace(
                                organization.value(),
                                table.name(),
                                table.column(),
                                row.getObject("id", UUID.class),
                                row.getLong("version")),
                        new OrganizationSeal.Sealed(row.getObject("key", UUID.class), row.getBytes("ciphertext"))))
                .list();
    }

    /** Whoever changed the row meanwhile wins: what they sealed is under the new key. */
    private void sealAnew(Handle handle, OrganizationId organization, Row row) {
        try {
            byte[] text = seal.open(row.sealed, organization, row.place);
            OrganizationSeal.Sealed anew = seal.seal(text, organization, row.place);
            Arrays.fill(text, (byte) 0);
            sealed += handle.createUpdate(row.table.sql("""
                            update {table} set {key} = :key, {column} = :ciphertext
                            where organization_id = :organization and {row} = :id and {column} = :was
                            """))
                    .bind("key", anew.key())
                    .bind("ciphertext", anew.ciphertext())
                    .bind("was", row.sealed.ciphertext())
                    .bind("organization", organization.value())
                    .bind("id", row.place.row())
                    .execute();
        } catch (GeneralSecurityException e) {
            unreadable.add(row.table.name() + " " + row.place.row());
        }
    }
}

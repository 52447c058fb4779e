package dev.airlock.persistence.vault;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.Json;
import dev.airlock.persistence.transaction.Transactions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Replaces the master key while nodes serve. First the database is told which key seals from now on; then every row is wrapped anew; only when none is
 * left under the old key is that key forgotten. Broken off at any point, it goes on from there when it is run again.
 */
final class MasterKeyRotation {
    private final Transactions transactions;
    private final MasterKey old;
    private final MasterKey next;
    private final KeyAudit audit;
    private final SecureRandom random;
    private final WrappedRows rows;
    private final Map<UUID, Long> wrapped = new HashMap<>();

    MasterKeyRotation(Transactions transactions, MasterKey old, MasterKey next, KeyAudit audit, SecureRandom random) {
        this.transactions = transactions;
        this.old = old;
        this.next = next;
        this.audit = audit;
        this.random = random;
        this.rows = new WrappedRows(transactions);
    }

    /** Runs it to its end and returns how many rows were wrapped anew; refuses, with nothing changed, what cannot end well. */
    long run() throws UnusableKeyException {
        refuseForeignKeys(KeyMaintenance.state(transactions));
        refuseNodesWithoutTheKey();
        refuseUnknownRows();
        List<KeyAudit.Deed> deeds = recorded();
        transactions.acrossOrganizations(this::begin);
        WrappedTable.ALL.forEach(table -> rows.each(table, this::wrapAnew));
        refuseUnknownRows();
        transactions.acrossOrganizations(handle ->
                handle.execute("update master_key set previous_check = null where check_value = ?", next.check()));
        deeds.forEach(deed -> audit.end(
                deed,
                Json.object()
                        .put("rows", wrapped.getOrDefault(deed.organization().value(), 0L))
                        .build()));
        return wrapped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whose data keys are wrapped anew. */
    private List<KeyAudit.Deed> recorded() throws UnusableKeyException {
        Json.Obj names = Json.object()
                .put("key", MasterKeys.name(next.check()))
                .put("replaces", MasterKeys.name(old.check()))
                .build();
        List<UUID> organizations = transactions.acrossOrganizations(
                handle -> handle.createQuery("select distinct organization_id from organization_key order by 1")
                        .mapTo(UUID.class)
                        .list());
        var deeds = new ArrayList<KeyAudit.Deed>();
        for (UUID organization : organizations) {
            deeds.add(audit.begin(new OrganizationId(organization), "master-key.rotate", names));
        }
        return deeds;
    }

    private void refuseForeignKeys(KeyState state) throws UnusableKeyException {
        boolean begins = state.previous() == null && state.isSealedUnder(old);
        boolean goesOn = state.isSealedUnder(next) && state.replaces(old);
        // It may have been killed after its last step, before it could say so.
        boolean hasEnded = state.previous() == null && state.isSealedUnder(next);
        if (!begins && !goesOn && !hasEnded) {
            throw new UnusableKeyException(
                    state.previous() == null
                            ? "the present master key is not the one that this database was sealed with"
                            : "another change is under way, from key " + MasterKeys.name(state.previous()) + " to key "
                                    + MasterKeys.name(state.check()) + "; finish it with these two keys first");
        }
    }

    private void refuseNodesWithoutTheKey() throws UnusableKeyException {
        int without = transactions.acrossOrganizations(handle -> KeyHolders.without(handle, next));
        if (without > 0) {
            throw new UnusableKeyException(without + " running node(s) do not have the new key yet: add it to their"
                    + " configuration as keys.next, restart them one after the other, and run this again");
        }
    }

    /** A row that neither key opens would be lost with the old key, and nobody would know. */
    private void refuseUnknownRows() throws UnusableKeyException {
        var census = new MasterKeyCensus(List.of(old, next));
        rows.look(census::count);
        if (census.unknown() > 0) {
            throw new UnusableKeyException(
                    census.unknown() + " row(s) open with neither key, the first in " + census.firstUnknown()
                            + "; the old key was not given up. Remove them, or restore them from a backup");
        }
    }

    /** Whoever is sealing under the old key has stored it when this goes on, and nobody seals under it after that. */
    private int begin(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('master_key'))");
        return handle.createUpdate("""
                        update master_key set check_value = :next, previous_check = :old
                        where check_value = :old and previous_check is null
                        """)
                .bind("next", next.check())
                .bind("old", old.check())
                .execute();
    }

    private void wrapAnew(Handle handle, List<WrappedRows.Row> found) {
        for (WrappedRows.Row row : found) {
            if (!row.opensWith(next)) {
                wrapped.merge(row.organization(), (long) replace(handle, row), Long::sum);
            }
        }
    }

    /** A row that a node has changed meanwhile is under the new key already. */
    private int replace(Handle handle, WrappedRows.Row row) {
        try {
            byte[] place = row.place().bytes();
            byte[] sealed = next.wrapping().seal(old.wrapping().open(row.sealed(), place), place, random);
            return handle.createUpdate(row.table().sql("""
                            update {table} set {column} = :sealed
                            where {organization} = :organization and {row} = :id and {column} = :was
                            """))
                    .bind("sealed", sealed)
                    .bind("was", row.sealed())
                    .bind("organization", row.organization())
                    .bind("id", row.id())
                    .execute();
        } catch (GeneralSecurityException e) {
            return 0;
        }
    }
}

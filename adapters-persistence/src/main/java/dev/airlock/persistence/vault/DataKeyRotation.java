package dev.airlock.persistence.vault;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.Json;
import dev.airlock.persistence.transaction.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives every organization a new data key while nodes serve: first the key, under which nodes seal from then on; then what older keys sealed is sealed
 * anew; then, after a pause for the calls that are under way, the older keys are deleted. Broken off at any point, it goes on from there when it is run
 * again.
 */
final class DataKeyRotation {
    private static final int ORGANIZATIONS = 500;

    private final Transactions transactions;
    private final DataKeys keys;
    private final SealedRows rows;
    private final KeyAudit audit;
    private final Duration pause;

    /**
     * Prepares it.
     *
     * @param pause how long a call that has read an old row may still take until it opens it
     */
    DataKeyRotation(Transactions transactions, DataKeys keys, OrganizationSeal seal, KeyAudit audit, Duration pause) {
        this.transactions = transactions;
        this.keys = keys;
        this.rows = new SealedRows(transactions, seal);
        this.audit = audit;
        this.pause = pause;
    }

    /** Runs it to its end and returns how many rows were sealed anew. The keys of rows that do not open are kept, and one of these rows is named. */
    long run() throws UnusableKeyException {
        makeKeys(transactions.acrossOrganizations(DataKeyRotation::begin));
        for (List<OrganizationId> several = withSeveralKeys(); !several.isEmpty(); several = withSeveralKeys()) {
            var replaced = new ArrayList<Replaced>();
            for (OrganizationId organization : several) {
                replaced.add(replace(organization));
            }
            pause();
            replaced.forEach(this::deleteUnused);
            refuse(rows.takeUnreadable());
        }
        transactions.acrossOrganizations(handle -> handle.execute("update master_key set rotating_since = null"));
        return rows.sealed();
    }

    private static Instant begin(Handle handle) {
        handle.execute("update master_key set rotating_since = coalesce(rotating_since, clock_timestamp())");
        return Objects.requireNonNull(KeyState.read(handle).orElseThrow().rotatingSince());
    }

    private void makeKeys(Instant since) {
        List<OrganizationId> stale;
        do {
            stale = transactions.acrossOrganizations(handle -> handle.createQuery("""
                            select organization_id from organization_key
                            group by organization_id having max(created_at) < :since order by 1 limit :most
                            """)
                    .bind("since", since)
                    .bind("most", ORGANIZATIONS)
                    .mapTo(UUID.class)
                    .map(OrganizationId::new)
                    .list());
            stale.forEach(organization -> transactions.in(organization, handle -> keys.add(handle, organization)));
        } while (!stale.isEmpty());
    }

    private List<OrganizationId> withSeveralKeys() {
        return transactions.acrossOrganizations(handle -> handle.createQuery("""
                        select organization_id from organization_key
                        group by organization_id having count(*) > 1 order by 1
                        """)
                .mapTo(UUID.class)
                .map(OrganizationId::new)
                .list());
    }

    private record Replaced(KeyAudit.Deed deed, long rows) {}

    private Replaced replace(OrganizationId organization) throws UnusableKeyException {
        Json.Obj names = transactions.in(
                organization, handle -> names(handle, organization, DataKeys.newest(handle, organization)));
        KeyAudit.Deed deed = audit.begin(organization, "data-key.rotate", names);
        return new Replaced(deed, rows.sealAnew(organization));
    }

    private static Json.Obj names(Handle handle, OrganizationId organization, @Nullable UUID newest) {
        return Json.object()
                .put("key", Objects.toString(newest))
                .put(
                        "replaces",
                        ids(handle.createQuery("""
                                select id from organization_key where organization_id = :organization and id <> :newest
                                order by created_at, id
                                """)
                                .bind("organization", organization.value())
                                .bind("newest", newest)
                                .mapTo(UUID.class)
                                .list()))
                .build();
    }

    private static Json.Arr ids(List<UUID> keys) {
        return new Json.Arr(
                keys.stream().map(UUID::toString).<Json>map(Json::of).toList());
    }

    private void deleteUnused(Replaced replaced) {
        OrganizationId organization = replaced.deed.organization();
        String unused = SealedTable.ALL.stream().map(table -> table.sql("""
                        and not exists (select from {table} t
                            where t.organization_id = k.organization_id and t.{key} = k.id)
                        """)).collect(Collectors.joining());
        Result<List<UUID>> done = transactions.inTransaction(
                organization,
                () -> transactions.in(organization, handle -> {
                    DataKeys.awaitSealing(handle, organization);
                    List<UUID> deleted = handle.createQuery("""
                            delete from organization_key k where organization_id = :organization and id <> :newest
                            """ + unused + " returning id")
                            .bind("organization", organization.value())
                            .bind("newest", DataKeys.newest(handle, organization))
                            .mapTo(UUID.class)
                            .list();
                    transactions.announce(new Change.OfOrganization(organization));
                    return Result.done(deleted);
                }));
        if (done instanceof Result.Done<List<UUID>>(List<UUID> deleted)) {
            audit.end(
                    replaced.deed,
                    Json.object()
                            .put("deleted", ids(deleted))
                            .put("rows", replaced.rows)
                            .build());
        }
    }

    private void pause() throws UnusableKeyException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableKeyException("interrupted; run it again to go on", e);
        }
    }

    private static void refuse(List<String> unreadable) throws UnusableKeyException {
        if (!unreadable.isEmpty()) {
            throw new UnusableKeyException(unreadable.size() + " row(s) do not open, the first in "
                    + unreadable.getFirst() + "; the keys that sealed them are kept. Remove them or restore them from a"
                    + " backup, and run this again");
        }
    }
}

package dev.airlock.persistence.vault;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.persistence.transaction.Transactions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What an operator does to the keys of an installation, while its nodes serve or not. It connects as the owner of the tables. */
public final class KeyMaintenance {
    private final Transactions transactions;
    private final ChangeNotices notices;
    private final MasterKeys keys;
    private final SecureRandom random;
    private final KeyAudit audit;
    private final Supplier<UUID> ids;

    /**
     * Makes it on the master keys that the operator gave.
     *
     * @param audit where it is recorded what was done to the keys of each organization
     * @param ids names data keys
     */
    public KeyMaintenance(
            Transactions transactions,
            ChangeNotices notices,
            MasterKeys keys,
            SecureRandom random,
            AuditLog audit,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.transactions = transactions;
        this.notices = notices;
        this.keys = keys;
        this.random = random;
        this.audit = new KeyAudit(audit, clock, ids);
        this.ids = ids;
    }

    /**
     * How much is sealed under which key.
     *
     * @param masterKeys what the given master keys seal
     * @param unknown how much none of them opens
     * @param newest how many rows are sealed under the newest data key of their organization
     * @param older how many are sealed under older ones
     * @param underWay what is being done to the keys and has not ended, null where nothing is
     */
    public record Status(
            List<MasterKeyStatus> masterKeys,
            long unknown,
            long newest,
            long older,
            @Nullable String underWay) {}

    /**
     * One master key.
     *
     * @param name tells it from others and gives nothing away
     * @param seals whether it is the one to seal under
     * @param rows how many data keys and secrets of the installation are sealed under it
     */
    public record MasterKeyStatus(String name, boolean seals, long rows) {}

    /** Counts what is sealed under which key. */
    public Status status() throws UnusableKeyException {
        KeyState state = state(transactions);
        var census = new MasterKeyCensus(keys.all());
        new WrappedRows(transactions).look(census::count);
        List<MasterKeyStatus> counted = census.counts().entrySet().stream()
                .map(entry -> new MasterKeyStatus(
                        MasterKeys.name(entry.getKey().check()), state.isSealedUnder(entry.getKey()), entry.getValue()))
                .toList();
        return transactions.acrossOrganizations(handle ->
                new Status(counted, census.unknown(), sealed(handle, "="), sealed(handle, "<>"), underWay(state)));
    }

    static KeyState state(Transactions transactions) throws UnusableKeyException {
        return transactions
                .acrossOrganizations(KeyState::read)
                .orElseThrow(() ->
                        new UnusableKeyException("this database has no master key yet; start Airlock on it first"));
    }

    private static @Nullable String underWay(KeyState state) {
        if (state.previous() != null) {
            return "from master key " + MasterKeys.name(state.previous()) + " to " + MasterKeys.name(state.check());
        }
        return state.rotatingSince() == null ? null : "new data keys, since " + state.rotatingSince();
    }

    private static long sealed(Handle handle, String newest) {
        String rows = SealedTable.ALL.stream()
                .map(table -> table.sql("select organization_id, {key} as key from {table}"))
                .collect(Collectors.joining(" union all "));
        return handle.createQuery("""
                        with newest as (
                            select distinct on (organization_id) organization_id, id as key from organization_key
                            order by organization_id, created_at desc, id)
                        select count(*) from (%s) sealed join newest using (organization_id)
                        where sealed.key %s newest.key
                        """.formatted(rows, newest)).mapTo(long.class).one();
    }

    /**
     * Gives every organization a new data key, and returns how many rows were sealed anew.
     *
     * @param pause how long a call that has read an old row may still take until it opens it
     * @throws UnusableKeyException if the master key is not the database's, or rows do not open
     */
    public long rotateDataKeys(Duration pause) throws UnusableKeyException {
        KeyCheck.pass(transactions, keys);
        var dataKeys = new DataKeys(transactions, notices, keys, random, ids);
        return new DataKeyRotation(transactions, dataKeys, new OrganizationSeal(dataKeys, random), audit, pause).run();
    }

    /**
     * Replaces the present master key by the next, and returns how many rows were wrapped anew.
     *
     * @throws UnusableKeyException if that cannot end well, in words; nothing is lost then
     */
    public long rotateMasterKey() throws UnusableKeyException {
        MasterKey next = keys.next();
        if (next == null) {
            throw new UnusableKeyException("there is no next master key; give one");
        }
        return new MasterKeyRotation(transactions, keys.present(), next, audit, random).run();
    }
}

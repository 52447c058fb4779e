package dev.airlock.persistence.vault;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.persistence.transaction.Transactions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The data keys of organizations, unwrapped once and kept in memory; a key's row never changes. */
final class DataKeys {
    private final Transactions transactions;
    private final MasterKey master;
    private final SecureRandom random;
    private final Supplier<UUID> ids;
    private final Map<Id, SealingKey> kept = new ConcurrentHashMap<>();

    /** Names a key; another organization's key has another name even where the ids are equal. */
    record Id(OrganizationId organization, UUID value) {}

    DataKeys(Transactions transactions, MasterKey master, SecureRandom random, Supplier<UUID> ids) {
        this.transactions = transactions;
        this.master = master;
        this.random = random;
        this.ids = ids;
    }

    /** Returns the organization's newest key, made now where it has none. */
    Id current(OrganizationId organization) {
        return transactions.in(organization, handle -> {
            UUID newest = newest(handle, organization);
            return new Id(organization, newest == null ? add(handle, organization) : newest);
        });
    }

    /** Returns a key; fails where there is none of this name or the master key does not open it. */
    SealingKey key(Id id) throws GeneralSecurityException {
        SealingKey key = kept.get(id);
        if (key == null) {
            key = unwrap(id);
            kept.put(id, key);
        }
        return key;
    }

    private SealingKey unwrap(Id id) throws GeneralSecurityException {
        byte[] wrapped = transactions
                .in(id.organization, handle -> wrapped(handle, id))
                .orElseThrow(() -> new GeneralSecurityException("the organization has no such key"));
        return new SealingKey(master.wrapping().open(wrapped, place(id)));
    }

    private UUID add(Handle handle, OrganizationId organization) {
        var id = new Id(organization, ids.get());
        handle.createUpdate("""
                        insert into organization_key (organization_id, id, wrapped) values (:organization, :id, :wrapped)
                        """)
                .bind("organization", organization.value())
                .bind("id", id.value)
                .bind("wrapped", master.wrapping().seal(SealingKey.random(random), place(id), random))
                .execute();
        return id.value;
    }

    private static @Nullable UUID newest(Handle handle, OrganizationId organization) {
        return handle.createQuery("""
                        select id from organization_key where organization_id = :organization
                        order by created_at desc, id limit 1
                        """)
                .bind("organization", organization.value())
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }

    private static Optional<byte[]> wrapped(Handle handle, Id id) {
        return handle.createQuery(
                        "select wrapped from organization_key where organization_id = :organization and id = :id")
                .bind("organization", id.organization.value())
                .bind("id", id.value)
                .mapTo(byte[].class)
                .findOne();
    }

    private static byte[] place(Id id) {
        return new SealedPlace(id.organization.value(), "organization_key", "wrapped", id.value, 0).bytes();
    }
}

package dev.airlock.persistence.vault;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeCache;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.persistence.transaction.Transactions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The data keys of organizations, unwrapped once and kept in memory until they are gone. What a name stands for never changes. */
final class DataKeys {
    private static final int CAPACITY = 20_000;

    /** The advisory lock of an organization's keys. */
    private static final String LOCK = "hashtextextended('organization_key ' || ?, 0)";

    private final Transactions transactions;
    private final MasterKeys masters;
    private final SecureRandom random;
    private final Supplier<UUID> ids;
    private final ChangeCache<Id, SealingKey> kept = new ChangeCache<>(CAPACITY);

    /** Names a key; another organization's key has another name even where the ids are equal. */
    record Id(OrganizationId organization, UUID value) {}

    DataKeys(
            Transactions transactions,
            ChangeNotices notices,
            MasterKeys masters,
            SecureRandom random,
            Supplier<UUID> ids) {
        this.transactions = transactions;
        this.masters = masters;
        this.random = random;
        this.ids = ids;
        notices.subscribe(change -> {
            if (change instanceof Change.OfOrganization(OrganizationId organization)) {
                kept.drop(key -> key.organization.equals(organization));
            } else if (change instanceof Change.Unknown) {
                kept.clear();
            }
        });
    }

    /** Returns the organization's newest key, made now where it has none. It is not deleted before the transaction ends that asks for it. */
    Id current(OrganizationId organization) {
        return transactions.within(organization, handle -> {
            handle.execute("select pg_advisory_xact_lock_shared(" + LOCK + ")", organization.toString());
            UUID newest = newest(handle, organization);
            return new Id(organization, newest == null ? add(handle, organization) : newest);
        });
    }

    /** Returns a key; fails where there is none of this name or no master key opens it. */
    SealingKey key(Id id) throws GeneralSecurityException {
        SealingKey key = kept.get(id, this::unwrap);
        if (key == null) {
            throw new GeneralSecurityException("the organization has no such key, or it does not open");
        }
        return key;
    }

    private @Nullable SealingKey unwrap(Id id) {
        byte[] wrapped =
                transactions.in(id.organization, handle -> wrapped(handle, id)).orElse(null);
        try {
            return wrapped == null ? null : new SealingKey(masters.open(wrapped, place(id)));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** Waits until every transaction has ended that may still store what it sealed under an earlier key. */
    static void awaitSealing(Handle handle, OrganizationId organization) {
        handle.execute("select pg_advisory_xact_lock(" + LOCK + ")", organization.toString());
    }

    /** Makes a key, from now on the organization's newest. */
    UUID add(Handle handle, OrganizationId organization) {
        var id = new Id(organization, ids.get());
        handle.createUpdate("""
                        insert into organization_key (organization_id, id, wrapped) values (:organization, :id, :wrapped)
                        """)
                .bind("organization", organization.value())
                .bind("id", id.value)
                .bind("wrapped", masters.seal(handle, SealingKey.random(random), place(id), random))
                .execute();
        return id.value;
    }

    /** Returns the key that seals for the organization, or null. */
    static @Nullable UUID newest(Handle handle, OrganizationId organization) {
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

    private static SealedPlace place(Id id) {
        return new SealedPlace(id.organization.value(), "organization_key", "wrapped", id.value, 0);
    }
}

package dev.airlock.persistence.vault;

import dev.airlock.persistence.transaction.Transactions;
import java.security.MessageDigest;
import org.jdbi.v3.core.Handle;

/** Ties a database to the master key that its data keys are wrapped with. */
final class KeyCheck {
    private KeyCheck() {}

    /** Remembers the key in a database that has none yet; refuses every other key than the remembered one. */
    static void pass(Transactions transactions, MasterKey key) throws UnusableKeyException {
        byte[] remembered = transactions.acrossOrganizations(handle -> remembered(handle, key));
        if (!MessageDigest.isEqual(remembered, key.check())) {
            throw new UnusableKeyException(
                    "the master key is not the one that this database was sealed with; nothing was changed:"
                            + " give Airlock the original key, from its backup if need be");
        }
    }

    /** Two nodes that start together on a new database agree on the key of one of them. Data keys without a remembered key are never taken over. */
    private static byte[] remembered(Handle handle, MasterKey key) {
        handle.createUpdate("""
                        insert into master_key (check_value)
                        select :check where not exists (select from organization_key)
                        on conflict (singleton) do nothing
                        """).bind("check", key.check()).execute();
        return handle.createQuery("select check_value from master_key")
                .mapTo(byte[].class)
                .findOne()
                .orElse(new byte[0]);
    }
}

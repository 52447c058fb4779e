package dev.airlock.persistence.vault;

import dev.airlock.persistence.transaction.Transactions;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Ties a database to the master key that it was sealed with. */
final class KeyCheck {
    private KeyCheck() {}

    /** Remembers the present key in a database that holds nothing sealed yet; refuses every other key than the remembered one. */
    static void pass(Transactions transactions, MasterKeys keys) throws UnusableKeyException {
        KeyState state = transactions
                .acrossOrganizations(handle -> remembered(handle, keys.present()))
                .orElse(null);
        if (state == null || (keys.find(state.check()) == null && keys.find(state.previous()) == null)) {
            throw new UnusableKeyException(
                    "the master key is not the one that this database was sealed with; nothing was changed:"
                            + " give Airlock the original key, from its backup if need be");
        }
        if (keys.find(state.check()) == null || (state.previous() != null && keys.find(state.previous()) == null)) {
            throw new UnusableKeyException("a change of the master key is under way, from key "
                    + MasterKeys.name(state.previous() == null ? state.check() : state.previous()) + " to key "
                    + MasterKeys.name(state.check()) + ": until ./airlock keys rotate has finished it, give Airlock the"
                    + " first as its master key and the second as keys.next");
        }
    }

    /** Two nodes that start together on a new database agree on the key of one of them. What was sealed without a remembered key is never taken over. */
    private static Optional<KeyState> remembered(Handle handle, MasterKey key) {
        handle.createUpdate("""
                        insert into master_key (check_value)
                        select :check
                        where not exists (select from organization_key)
                            and not exists (select from oauth_signing_key)
                            and not exists (select from person_totp)
                        on conflict (singleton) do nothing
                        """).bind("check", key.check()).execute();
        return KeyState.read(handle);
    }
}

package dev.airlock.persistence.vault;

import dev.airlock.persistence.transaction.Columns;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a database remembers of its keys.
 *
 * @param check tells the master key that everything is sealed under, or is to be
 * @param previous tells the key that it is replacing, null while it replaces none
 * @param rotatingSince when the making of new data keys began, null while none is under way
 */
record KeyState(
        byte[] check, byte @Nullable [] previous, @Nullable Instant rotatingSince) {
    /** Returns what is remembered, if anything is yet; the handle must see the installation. */
    static Optional<KeyState> read(Handle handle) {
        return handle.createQuery("select check_value, previous_check, rotating_since from master_key")
                .map((row, context) -> new KeyState(
                        row.getBytes("check_value"),
                        row.getBytes("previous_check"),
                        Columns.instantOrNull(row, "rotating_since")))
                .findOne();
    }

    boolean isSealedUnder(MasterKey key) {
        return MessageDigest.isEqual(check, key.check());
    }

    boolean replaces(MasterKey key) {
        return MessageDigest.isEqual(previous, key.check());
    }
}

package dev.airlock.persistence.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The master keys that a process was given: the present one and, while it is being replaced, the next. Both open; the database says which of them
 * seals, so that nodes with the same two keys agree at every moment. It never prints itself.
 */
public final class MasterKeys {
    private final MasterKey present;
    private final @Nullable MasterKey next;

    private MasterKeys(MasterKey present, @Nullable MasterKey next) {
        this.present = present;
        this.next = next;
    }

    /** One key, which nothing is to replace. */
    public static MasterKeys of(MasterKey present) {
        return new MasterKeys(present, null);
    }

    /** A key and the one that is to replace it. */
    public static MasterKeys of(MasterKey present, MasterKey next) throws UnusableKeyException {
        if (MessageDigest.isEqual(present.check(), next.check())) {
            throw new UnusableKeyException(
                    "the next master key is the present one; make another with: openssl rand -base64 32");
        }
        return new MasterKeys(present, next);
    }

    MasterKey present() {
        return present;
    }

    @Nullable
    MasterKey next() {
        return next;
    }

    List<MasterKey> all() {
        MasterKey other = next;
        return other == null ? List.of(present) : List.of(present, other);
    }

    /** Returns the key that this check value tells, or null. */
    @Nullable
    MasterKey find(byte @Nullable [] check) {
        return all().stream()
                .filter(key -> MessageDigest.isEqual(key.check(), check))
                .findFirst()
                .orElse(null);
    }

    /** Seals under the key that the database is to be sealed under; that stays so until the handle's transaction, which must store it, ends. */
    byte[] seal(Handle handle, byte[] text, SealedPlace place, SecureRandom random) {
        byte[] check = handle.createQuery("select sealing_master_key()")
                .mapTo(byte[].class)
                .one();
        MasterKey key = find(check);
        if (key == null) {
            throw new IllegalStateException("the database is sealed under a master key that this node does not have");
        }
        return key.wrapping().seal(text, place.bytes(), random);
    }

    /** Opens under either key; fails where neither is the one, the place is another or a byte was changed. */
    byte[] open(byte[] sealed, SealedPlace place) throws GeneralSecurityException {
        MasterKey other = next;
        try {
            return present.wrapping().open(sealed, place.bytes());
        } catch (GeneralSecurityException e) {
            if (other == null) {
                throw e;
            }
            return other.wrapping().open(sealed, place.bytes());
        }
    }

    /** How people tell keys apart. */
    static String name(byte[] check) {
        return HexFormat.of().formatHex(check, 0, 4);
    }

    @Override
    public String toString() {
        return "MasterKeys[hidden]";
    }
}

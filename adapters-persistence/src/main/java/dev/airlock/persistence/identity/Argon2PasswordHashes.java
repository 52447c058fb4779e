package dev.airlock.persistence.identity;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.airlock.application.identity.PasswordHashes;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Argon2id as OWASP advises: 19 MiB, two passes, one lane. No more hashes are made at once than memory allows; others wait their turn. */
public final class Argon2PasswordHashes implements PasswordHashes {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final SecureRandom random;
    private final Semaphore turns;

    /** What a password is compared with where there is none, so that an unknown address costs as much as a known one. */
    private final String nobodys;

    /**
     * Makes the hasher.
     *
     * @param atOnce how many hashes may be in the making, 19 MiB each
     */
    public Argon2PasswordHashes(SecureRandom random, int atOnce) {
        this.random = random;
        this.turns = new Semaphore(atOnce);
        this.nobodys = hash("nobody's");
    }

    @Override
    public String hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return inTurn(() -> Password.hash(password).addSalt(salt).with(argon2).getResult());
    }

    @Override
    public boolean matches(String password, @Nullable String hash) {
        String compared = hash == null ? nobodys : hash;
        boolean same =
                inTurn(() -> Password.check(password, compared).with(Argon2Function.getInstanceFromHash(compared)));
        return same && hash != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}

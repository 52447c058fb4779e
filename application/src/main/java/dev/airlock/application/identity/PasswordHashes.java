package dev.airlock.application.identity;

import org.jspecify.annotations.Nullable;

/** Hashes passwords with Argon2id. Slow by design. */
public interface PasswordHashes {
    /** Returns a salted hash with its parameters. */
    String hash(String password);

    /** Returns whether the password is the hashed one; with a hash of nothing it takes as long and returns false. */
    boolean matches(String password, @Nullable String hash);
}

package dev.airlock.application.fake;

import dev.airlock.application.identity.PasswordHashes;
import org.jspecify.annotations.Nullable;

/** Fast, and no hash at all. */
public final class FakePasswordHashes implements PasswordHashes {
    @Override
    public String hash(String password) {
        return "hashed:" + password;
    }

    @Override
    public boolean matches(String password, @Nullable String hash) {
        return hash(password).equals(hash);
    }
}

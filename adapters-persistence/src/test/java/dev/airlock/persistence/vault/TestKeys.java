package dev.airlock.persistence.vault;

import java.security.SecureRandom;
import java.util.Base64;

/** Keys for tests. */
public final class TestKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestKeys() {}

    /** A key that no other test has. */
    public static MasterKey random() {
        try {
            return MasterKey.of("a test", Base64.getEncoder().encodeToString(SealingKey.random(RANDOM)));
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.airlock.persistence.identity;

import dev.airlock.application.identity.Secrets;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets from the platform's strong source of randomness. */
public final class RandomSecrets implements Secrets {
    private static final int BYTES = 32;

    private final SecureRandom random;

    /** Makes the source. */
    public RandomSecrets(SecureRandom random) {
        this.random = random;
    }

    @Override
    public String next(String prefix) {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}

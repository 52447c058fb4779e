package dev.airlock.application.identity;

import dev.airlock.domain.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Which people are known to identity providers, and under which names there. */
public interface LinkedIdentities {
    /** Returns the person behind a provider's subject, or null. */
    @Nullable
    UserId find(String issuer, String subject);

    /** Remembers the person behind a subject; the first to say so is right, and nothing is done where another is remembered already. */
    void link(String issuer, String subject, UserId user);
}

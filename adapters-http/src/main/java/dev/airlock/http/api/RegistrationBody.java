package dev.airlock.http.api;

import dev.airlock.domain.connection.Credential;
import org.jspecify.annotations.Nullable;

/**
 * A registration at a service.
 *
 * @param secret left out for a public client
 */
record RegistrationBody(@Nullable String clientId, @Nullable String secret) {
    @Override
    public String toString() {
        return Credential.HIDDEN;
    }
}

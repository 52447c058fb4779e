package dev.airlock.application.oauth;

import dev.airlock.domain.oauth.ClientId;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for tokens.
 *
 * @param secret null for a public client
 */
public record ClientCredentials(ClientId id, @Nullable String secret) {
    @Override
    public String toString() {
        return "ClientCredentials[" + id + ", hidden]";
    }
}

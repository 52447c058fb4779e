package dev.airlock.application.oauth;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.OAuthClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Clients that registered themselves. They belong to no organization: registration comes before anybody is asked. */
public interface Clients {
    /**
     * Stores a new client.
     *
     * @param secret the hash of its secret, null where it has none
     */
    void add(OAuthClient client, @Nullable SecretHash secret);

    /** Returns the client, or null. */
    @Nullable
    Registered find(ClientId id);

    /** Removes clients that nobody allowed anything within this time of their registration; returns how many. */
    int removeUnused(Duration age);

    /** A registered client and the hash of its secret. */
    record Registered(OAuthClient client, @Nullable SecretHash secret) {}
}

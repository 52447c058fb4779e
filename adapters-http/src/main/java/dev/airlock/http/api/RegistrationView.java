package dev.airlock.http.api;

import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.domain.server.Server;
import dev.airlock.http.web.ServerPages;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How Airlock is registered at a service, without its secret.
 *
 * @param redirectUri what to register there; known before anything is registered
 * @param confidential whether a secret is kept; null where nothing is registered
 * @param problem why it serves no more, and has to be made again; null while it serves
 */
record RegistrationView(
        boolean registered,
        String redirectUri,
        @Nullable String clientId,
        @Nullable Boolean confidential,
        @Nullable Instant updatedAt,
        @Nullable String problem) {
    static RegistrationView of(
            Server server, @Nullable ServiceClient client, @Nullable String problem, ServerPages pages) {
        String redirectUri = pages.callback(server);
        return client == null
                ? new RegistrationView(false, redirectUri, null, null, null, null)
                : new RegistrationView(
                        true, redirectUri, client.clientId(), client.secret() != null, client.updatedAt(), problem);
    }
}

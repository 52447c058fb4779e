package dev.airlock.application.connection;

import dev.airlock.application.gate.Admission;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.server.ServerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What administrators registered Airlock as at the authorization servers of services: one client for each server. */
public interface ServiceClients {
    /**
     * A registration.
     *
     * @param tokenOrigin scheme, host and port of the token endpoint for which it was given; the secret goes nowhere else
     * @param clientId what the service knows Airlock by
     * @param secret sealed; null for a public client
     * @param version rises with every change; the ciphertext is bound to it
     */
    record ServiceClient(
            OrganizationId organization,
            ServerId server,
            String tokenOrigin,
            String clientId,
            @Nullable SealedCredential secret,
            long version,
            Instant updatedAt) {
        /** Returns whether it was given for this service's token endpoint. */
        public boolean isFor(OAuthService service) {
            return tokenOrigin.equals(service.tokenOrigin());
        }
    }

    /** Returns the registration, or null. */
    @Nullable
    ServiceClient find(OrganizationId organization, ServerId server);

    /** Stores a registration in place of any earlier one. */
    void put(Admission admission, ServiceClient client);

    /** Removes it; false where there is none. */
    boolean remove(Admission admission, ServerId server);
}

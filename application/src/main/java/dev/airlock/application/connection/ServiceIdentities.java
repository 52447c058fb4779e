package dev.airlock.application.connection;

import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.connection.ServiceTokens.Identity;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.SealedCredential;

/** Opens Airlock's own registrations at services for one request. */
final class ServiceIdentities {
    private ServiceIdentities() {}

    static Identity open(Vault vault, ServiceClient client) throws SealBrokenException {
        SealedCredential sealed = client.secret();
        return new Identity(client.clientId(), sealed == null ? null : vault.openSecret(place(client), sealed));
    }

    /** Says that a registration is not for this service's token endpoint. */
    static String elsewhere(ServiceClient client, OAuthService service) {
        return "its client ID and secret were given for " + client.tokenOrigin() + ", and tokens come from "
                + service.tokenOrigin();
    }

    static Vault.ClientPlace place(ServiceClient client) {
        return new Vault.ClientPlace(client.organization(), client.server(), client.version());
    }
}

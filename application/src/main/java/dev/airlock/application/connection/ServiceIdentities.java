package dev.airlock.application.connection;

import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.connection.ServiceTokens.Identity;
import dev.airlock.domain.connection.SealedCredential;

/** Opens Airlock's own registrations at services for one request. */
final class ServiceIdentities {
    private ServiceIdentities() {}

    static Identity open(Vault vault, ServiceClient client) throws SealBrokenException {
        SealedCredential sealed = client.secret();
        return new Identity(client.clientId(), sealed == null ? null : vault.openSecret(place(client), sealed));
    }

    static Vault.ClientPlace place(ServiceClient client) {
        return new Vault.ClientPlace(client.organization(), client.server(), client.version());
    }
}

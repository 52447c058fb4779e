package dev.airlock.application.connection;

import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.server.ServerId;

/** Seals secrets with AES-256-GCM, bound to the row that they belong to, and opens them for one call. */
public interface Vault {
    /** Seals a credential for exactly this place. */
    SealedCredential seal(Place place, Credential credential);

    /** Opens a connection's credential; fails where the row is not the one it was sealed for. */
    Credential open(Connection connection) throws SealBrokenException;

    /** The row and version that a credential is bound to. */
    record Place(OrganizationId organization, ConnectionId connection, long version) {}

    /** Seals the secret of Airlock's own registration at a service. */
    SealedCredential sealSecret(ClientPlace place, String secret);

    /** Opens the secret of a registration; fails where the row is not the one it was sealed for. */
    String openSecret(ClientPlace place, SealedCredential sealed) throws SealBrokenException;

    /** The row and version that the secret of a registration is bound to. */
    record ClientPlace(OrganizationId organization, ServerId server, long version) {}
}

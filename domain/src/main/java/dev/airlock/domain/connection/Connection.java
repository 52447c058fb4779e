package dev.airlock.domain.connection;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import java.time.Instant;

/**
 * One user's credential for one server. The credential is bound to the origin for which it was given: a server whose target
 * moves elsewhere needs a new connection.
 *
 * @param origin scheme, host and port to which the credential may be sent
 * @param version rises with every new credential
 */
public record Connection(
        OrganizationId organization,
        ConnectionId id,
        ServerId server,
        UserId user,
        String origin,
        CredentialScheme scheme,
        SealedCredential sealed,
        long version,
        Instant updatedAt) {}

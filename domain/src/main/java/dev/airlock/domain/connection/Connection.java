package dev.airlock.domain.connection;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credential for one server: one user's, or one that is shared by all who may use the server. It is bound to the origin for which it was given: a
 * server whose target moves elsewhere needs a new connection.
 *
 * @param user whose it is; null where it is shared
 * @param origin scheme, host and port to which the credential may be sent
 * @param account who the service says that it belongs to; empty where that is not known
 * @param fault why it does not work any more and must be made again; null while it works
 * @param generation rises whenever the connection is made again
 * @param version rises with every new credential, a renewed one too; the ciphertext is bound to it
 */
public record Connection(
        OrganizationId organization,
        ConnectionId id,
        ServerId server,
        @Nullable UserId user,
        String origin,
        CredentialScheme scheme,
        String account,
        @Nullable String fault,
        SealedCredential sealed,
        long generation,
        long version,
        Instant updatedAt) {
    /** Returns whether everybody who may use the server uses it. */
    public boolean shared() {
        return user == null;
    }

    /** The same connection, which does not work any more. */
    public Connection broken(String problem) {
        return new Connection(
                organization,
                id,
                server,
                user,
                origin,
                scheme,
                account,
                problem,
                sealed,
                generation,
                version,
                updatedAt);
    }

    /** The same connection with a credential that was renewed. */
    public Connection renewed(SealedCredential other) {
        return new Connection(
                organization,
                id,
                server,
                user,
                origin,
                scheme,
                account,
                null,
                other,
                generation,
                version + 1,
                updatedAt);
    }
}

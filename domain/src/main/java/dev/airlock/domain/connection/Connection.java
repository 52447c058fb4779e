package dev.airlock.domain.connection;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential for one server: one user's, or one that is shared by all who may use the server. It is bound to the origins for which it was given: a
 * server whose target moves elsewhere needs a new connection.
 *
 * @param user whose it is; null where it is shared
 * @param origins scheme, host and port of each place to which the credential may be sent
 * @param variables what was chosen for the server's variables
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
        Set<String> origins,
        Map<String, String> variables,
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

    public Connection {
        origins = Set.copyOf(origins);
        variables = Map.copyOf(variables);
    }

    /** Returns whether the credential may be sent to all that the server is now, and nothing is left to be chosen. */
    public boolean fits(Server other) {
        return other.target().missing(variables).isEmpty()
                && origins.containsAll(other.target().origins(variables));
    }

    /** The same connection, which does not work any more. */
    public Connection broken(String problem) {
        return with(origins, variables, account, problem, sealed, generation, version);
    }

    /** The same connection with a credential that was renewed. */
    public Connection renewed(SealedCredential other) {
        return with(origins, variables, account, null, other, generation, version + 1);
    }

    /** The same connection, which works, of this account. */
    public Connection identified(String other) {
        return with(origins, variables, other, null, sealed, generation, version);
    }

    /** The same connection for other choices, and where calls go with them; what was approved before is not approved for it. */
    public Connection at(Set<String> otherOrigins, Map<String, String> chosen) {
        return with(otherOrigins, chosen, account, fault, sealed, generation + 1, version);
    }

    private Connection with(
            Set<String> otherOrigins,
            Map<String, String> otherVariables,
            String otherAccount,
            @Nullable String otherFault,
            SealedCredential otherSealed,
            long otherGeneration,
            long otherVersion) {
        return new Connection(
                organization,
                id,
                server,
                user,
                otherOrigins,
                otherVariables,
                scheme,
                otherAccount,
                otherFault,
                otherSealed,
                otherGeneration,
                otherVersion,
                updatedAt);
    }
}

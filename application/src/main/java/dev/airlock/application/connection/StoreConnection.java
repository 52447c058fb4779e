package dev.airlock.application.connection;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Admission;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.Server;
import java.util.Map;

/** Puts a credential in the place of an earlier one of the same user, or of the same server where it is shared. */
public final class StoreConnection {
    private final Connections connections;
    private final Vault vault;

    /** Makes the step. */
    public StoreConnection(Connections connections, Vault vault) {
        this.connections = connections;
        this.vault = vault;
    }

    Connection store(
            Admission admission,
            Server server,
            boolean shared,
            CredentialScheme scheme,
            Credential credential,
            Map<String, String> variables) {
        UserId user = shared ? null : admission.caller().user();
        Connection earlier = connections.find(admission.organization(), server.id(), user);
        var id = earlier == null ? new ConnectionId(admission.newId()) : earlier.id();
        long version = earlier == null ? 1 : earlier.version() + 1;
        var connection = new Connection(
                admission.organization(),
                id,
                server.id(),
                user,
                server.target().origins(variables),
                variables,
                scheme,
                "",
                null,
                vault.seal(new Vault.Place(admission.organization(), id, version), credential),
                earlier == null ? 1 : earlier.generation() + 1,
                version,
                admission.now());
        connections.put(admission, connection);
        admission.announce(Change.OfConnection.of(connection));
        return connection;
    }
}

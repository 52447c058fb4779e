package dev.airlock.application.fake;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.connection.Connect;
import dev.airlock.application.connection.ConnectByOAuth;
import dev.airlock.application.connection.ConnectionMail;
import dev.airlock.application.connection.OpenCredentials;
import dev.airlock.application.connection.RegisterService;
import dev.airlock.application.connection.StoreConnection;
import dev.airlock.application.connection.Vault;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.identity.Secrets;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** The verbs of connections, on a store in memory. */
public record ConnectionVerbs(
        FakeServiceTokens tokens,
        OpenCredentials credentials,
        Connect connect,
        ConnectByOAuth connectByOAuth,
        RegisterService registerService) {
    /** Makes them. */
    public static ConnectionVerbs on(
            Fakes store, Vault vault, AuditLog audit, InstantSource clock, Supplier<UUID> ids, Secrets secrets) {
        var gate = new Gate(store.unitOfWork(), audit, clock, ids);
        var tokens = new FakeServiceTokens();
        var keep = new StoreConnection(store.connections(), vault);
        return new ConnectionVerbs(
                tokens,
                new OpenCredentials(
                        store.connections(),
                        vault,
                        store.serviceClients(),
                        tokens,
                        store.unitOfWork(),
                        new ConnectionMail(store.people(), store.outbox()),
                        audit,
                        clock,
                        ids),
                new Connect(gate, store.servers(), store.connections(), keep),
                new ConnectByOAuth(
                        gate,
                        store.servers(),
                        store.serviceClients(),
                        store.pendingConnections(),
                        tokens,
                        keep,
                        vault,
                        secrets),
                new RegisterService(gate, store.servers(), store.serviceClients(), vault));
    }
}

package dev.airlock.application.connection;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.change.Change;
import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.connection.ServiceTokens.Answer;
import dev.airlock.application.connection.ServiceTokens.Identity;
import dev.airlock.application.connection.ServiceTokens.Proof;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.application.identity.LastUses;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.server.Server;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens credentials for calls. One that has run out is renewed first: once, whatever the number of calls and of nodes that want it, so that a service
 * which replaces refresh tokens at each use never sees an old one.
 */
public final class OpenCredentials {
    private static final Duration EARLY = Duration.ofSeconds(60);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Connections connections;
    private final Vault vault;
    private final ServiceClients clients;
    private final ServiceTokens tokens;
    private final UnitOfWork work;
    private final ConnectionMail mail;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final LastUses<ConnectionId> uses = new LastUses<>();
    private final ConcurrentHashMap<ConnectionId, CompletableFuture<Opened>> underway = new ConcurrentHashMap<>();

    /** Makes the verb. */
    public OpenCredentials(
            Connections connections,
            Vault vault,
            ServiceClients clients,
            ServiceTokens tokens,
            UnitOfWork work,
            ConnectionMail mail,
            AuditLog audit,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.connections = connections;
        this.vault = vault;
        this.clients = clients;
        this.tokens = tokens;
        this.work = work;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /** What came of opening. */
    public sealed interface Opened {
        /** The credential, for one call. */
        record Ready(Connection connection, Credential credential) implements Opened {}

        /** The connection must be made again. */
        record Broken(String problem) implements Opened {}

        /** Later it may do. */
        record Unavailable(String problem) implements Opened {}
    }

    /** Opens the credential of a connection to this server. */
    public Opened open(Server server, Connection connection) {
        Opened opened = switch (unseal(connection)) {
            case Opened.Ready(var c, Credential.OAuth oauth)
            when endsBefore(oauth, clock.instant().plus(EARLY)) -> renew(server, connection);
            case Opened unsealed -> unsealed;
        };
        if (opened instanceof Opened.Ready(Connection used, Credential credential)) {
            note(used);
        }
        return opened;
    }

    private void note(Connection connection) {
        Instant now = clock.instant();
        if (uses.isDue(connection.id(), now)) {
            LastUses.note(() -> connections.used(connection, now));
        }
    }

    private static boolean endsBefore(Credential.OAuth oauth, Instant instant) {
        Instant expiresAt = oauth.expiresAt();
        return expiresAt != null && expiresAt.isBefore(instant);
    }

    private Opened unseal(Connection connection) {
        try {
            return new Opened.Ready(connection, vault.open(connection));
        } catch (SealBrokenException e) {
            return new Opened.Broken("the stored credential cannot be opened");
        }
    }

    /** Renews a credential of this version, which has run out or which the service refused, unless somebody else has done so already. */
    public Opened renew(Server server, Connection connection) {
        if (!(connection.scheme() instanceof CredentialScheme.OAuth(OAuthService service))) {
            return new Opened.Broken("the service refused the credential");
        }
        var mine = new CompletableFuture<Opened>();
        CompletableFuture<Opened> theirs = underway.putIfAbsent(connection.id(), mine);
        if (theirs != null) {
            return theirs.join();
        }
        try {
            mine.complete(renewed(server, connection, service));
        } catch (RuntimeException e) {
            mine.complete(new Opened.Unavailable("the credential could not be renewed"));
            throw e;
        } finally {
            underway.remove(connection.id());
        }
        return mine.join();
    }

    private Opened renewed(Server server, Connection old, OAuthService service) {
        Instant end = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(end)) {
            Connection current = connections.find(old.organization(), old.server(), old.user());
            if (current == null || current.fault() != null) {
                return new Opened.Broken(current == null ? "it was removed" : String.valueOf(current.fault()));
            }
            if (current.version() != old.version() || !current.id().equals(old.id())) {
                return unseal(current);
            }
            if (connections.lease(current, LEASE)) {
                return ask(server, current, service);
            }
            pause();
        }
        return new Opened.Unavailable("another call has been renewing the credential for too long");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Opened ask(Server server, Connection connection, OAuthService service) {
        boolean kept = false;
        try {
            if (!(unseal(connection) instanceof Opened.Ready(var c, Credential.OAuth old))) {
                return new Opened.Broken("the stored credential cannot be opened");
            }
            Proof proof = proof(service, old);
            Opened opened = proof == null
                    ? broken(server, connection, "it has run out, and the service gave nothing to renew it with")
                    : ask(server, connection, service, old, proof);
            kept = opened instanceof Opened.Ready(var renewed, var credential)
                    && renewed.version() != connection.version();
            return opened;
        } finally {
            if (!kept) {
                connections.release(connection);
            }
        }
    }

    private Opened ask(Server server, Connection connection, OAuthService service, Credential.OAuth old, Proof proof) {
        ServiceClient client = clients.find(connection.organization(), connection.server());
        if (client != null && !client.isFor(service)) {
            return broken(
                    server,
                    connection,
                    "Airlock is registered elsewhere: " + ServiceIdentities.elsewhere(client, service));
        }
        Identity identity = client == null ? null : identity(client);
        return identity == null
                ? broken(server, connection, "an administrator has to register Airlock at the service again")
                : asked(server, connection, service, old, identity, proof);
    }

    private Opened asked(
            Server server,
            Connection connection,
            OAuthService template,
            Credential.OAuth old,
            Identity identity,
            Proof proof) {
        OAuthService service = OAuthServices.at(server, template, connection.variables());
        return service == null
                ? broken(server, connection, "where its tokens come from has changed")
                : answered(server, connection, old, tokens.ask(service, identity, proof));
    }

    private static @Nullable Proof proof(OAuthService service, Credential.OAuth old) {
        String refreshToken = old.refreshToken();
        if (refreshToken != null) {
            return new Proof.Refresh(refreshToken);
        }
        return service.flow() == OAuthService.Flow.CLIENT_CREDENTIALS
                ? new Proof.Client(
                        service.scopes().stream().map(OAuthService.Scope::name).toList())
                : null;
    }

    private @Nullable Identity identity(ServiceClient client) {
        try {
            return ServiceIdentities.open(vault, client);
        } catch (SealBrokenException e) {
            return null;
        }
    }

    private Opened answered(Server server, Connection connection, Credential.OAuth old, Answer answer) {
        return switch (answer) {
            case Answer.Issued issued -> store(server, connection, old, issued);
            case Answer.Refused(String problem) ->
                broken(server, connection, "the service did not renew it: " + problem);
            case Answer.Failed(String problem) ->
                endsBefore(old, clock.instant())
                        ? new Opened.Unavailable("it has run out, and could not be renewed: " + problem)
                        : new Opened.Ready(connection, old);
        };
    }

    /** Sealed in the transaction that stores it, so that no data key is taken away in between. */
    private Opened store(Server server, Connection connection, Credential.OAuth old, Answer.Issued issued) {
        var credential = OAuthTokens.of(issued, old.refreshToken(), clock.instant());
        var place = new Vault.Place(connection.organization(), connection.id(), connection.version() + 1);
        var renewed = new AtomicReference<Connection>();
        boolean stored = inTransaction(connection, () -> {
            renewed.set(connection.renewed(vault.seal(place, credential)));
            return connections.renew(renewed.get());
        });
        if (!stored) {
            return new Opened.Unavailable("the connection was made again in the meantime");
        }
        record(server, connection, AuditResult.SUCCEEDED, Json.Obj.EMPTY);
        return new Opened.Ready(renewed.get(), credential);
    }

    private Opened broken(Server server, Connection connection, String problem) {
        boolean news = inTransaction(connection, () -> {
            boolean first = connections.breakOff(connection, problem);
            if (first) {
                mail.tell(server, connection, problem, clock.instant());
            }
            return first;
        });
        if (news) {
            record(
                    server,
                    connection,
                    AuditResult.FAILED,
                    Json.object().put("problem", problem).build());
        }
        return new Opened.Broken(problem);
    }

    private boolean inTransaction(Connection connection, Supplier<Boolean> steps) {
        Result<Boolean> done = work.inTransaction(connection.organization(), () -> {
            boolean changed = steps.get();
            if (changed) {
                work.announce(Change.OfConnection.of(connection));
            }
            return Result.done(changed);
        });
        return done instanceof Result.Done<Boolean>(Boolean changed) && changed;
    }

    private void record(Server server, Connection connection, AuditResult result, Json.Obj detail) {
        audit.appendLater(new AuditEvent(
                connection.organization(),
                ids.get(),
                AuditEvent.Phase.EVENT,
                clock.instant(),
                "connection.renew",
                connection.user() == null ? null : connection.user().value(),
                "Airlock",
                "",
                server.slug().value(),
                null,
                result,
                RawJson.of(detail)));
    }
}

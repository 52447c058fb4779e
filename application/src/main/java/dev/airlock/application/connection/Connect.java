package dev.airlock.application.connection;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Connects callers to services with credentials of their own, and disconnects them. */
public final class Connect {
    private static final int MAX_SECRET = 16_384;

    private final Gate gate;
    private final Servers servers;
    private final Connections connections;
    private final Vault vault;

    /** Makes the verb. */
    public Connect(Gate gate, Servers servers, Connections connections, Vault vault) {
        this.gate = gate;
        this.servers = servers;
        this.connections = connections;
        this.vault = vault;
    }

    /** Stores the caller's own credential, sealed, in place of any earlier one. */
    public Result<Connection> connect(Caller caller, Slug slug, Credential credential) {
        return gate.admit(caller, new Act("connection.put", Role.MEMBER, slug.value(), Json.Obj.EMPTY), admission -> {
            Servers.Loaded loaded = servers.load(admission.organization(), slug);
            return loaded == null || !loaded.server().isOpenTo(caller)
                    ? notFound(slug)
                    : connect(admission, loaded.server(), credential);
        });
    }

    private Result<Connection> connect(Admission admission, Server server, Credential credential) {
        if (!server.schemes().contains(credential.scheme())) {
            return Result.refused(Refusal.Invalid.field(
                    "credential", "this server takes no credential of that kind; it takes " + words(server.schemes())));
        }
        String problem = problem(credential);
        if (problem != null) {
            return Result.refused(Refusal.Invalid.field("credential", problem));
        }
        Connection earlier = connections.find(
                admission.organization(), server.id(), admission.caller().user());
        var id = earlier == null ? new ConnectionId(admission.newId()) : earlier.id();
        long version = earlier == null ? 1 : earlier.version() + 1;
        var connection = new Connection(
                admission.organization(),
                id,
                server.id(),
                admission.caller().user(),
                server.origin(),
                credential.scheme(),
                vault.seal(new Vault.Place(admission.organization(), id, version), credential),
                version,
                admission.now());
        connections.put(admission, connection);
        admission.announce(Change.OfConnection.of(connection));
        return Result.done(connection);
    }

    private static String words(List<CredentialScheme> schemes) {
        return schemes.isEmpty() ? "none" : schemes.stream().map(Connect::words).collect(Collectors.joining(" or "));
    }

    private static String words(CredentialScheme scheme) {
        return switch (scheme) {
            case CredentialScheme.Bearer() -> "a bearer token";
            case CredentialScheme.Basic() -> "a user name and password";
            case CredentialScheme.ApiKey(CredentialScheme.Location location, String name) ->
                "an API key in the " + location.name().toLowerCase(Locale.ROOT) + " \"" + name + "\"";
        };
    }

    private static @Nullable String problem(Credential credential) {
        return switch (credential) {
            case Credential.Bearer(String token) -> textProblem("the token", token);
            case Credential.ApiKey(var location, var name, String key) -> textProblem("the key", key);
            case Credential.Basic(String username, String password)
            when username.contains(":") -> "a user name for basic authentication has no colon";
            case Credential.Basic(String username, String password) ->
                textProblem("the user name and password", username + password);
        };
    }

    private static @Nullable String textProblem(String what, String secret) {
        if (secret.isBlank() || secret.length() > MAX_SECRET) {
            return what + " must have 1 to " + MAX_SECRET + " characters";
        }
        boolean printable = secret.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        return printable ? null : what + " must be printable ASCII; was something pasted with a line break?";
    }

    /** Removes the caller's own credential. */
    public Result<Slug> disconnect(Caller caller, Slug slug) {
        return gate.admit(
                caller, new Act("connection.remove", Role.MEMBER, slug.value(), Json.Obj.EMPTY), admission -> {
                    Servers.Loaded loaded = servers.load(admission.organization(), slug);
                    if (loaded == null
                            || !connections.remove(admission, loaded.server().id())) {
                        return Result.refused(new Refusal.NotFound("you have no connection to \"" + slug + "\""));
                    }
                    admission.announce(new Change.OfConnection(
                            admission.organization(),
                            loaded.server().id(),
                            admission.caller().user()));
                    return Result.done(slug);
                });
    }

    /** Returns the caller's own connection, or null. */
    public @Nullable Connection find(Caller caller, Server server) {
        return connections.find(caller.organizationId(), server.id(), caller.user());
    }

    private static Result<Connection> notFound(Slug slug) {
        return Result.refused(new Refusal.NotFound("there is no server \"" + slug + "\""));
    }
}

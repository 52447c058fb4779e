package dev.airlock.application.connection;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Connects callers to services with credentials of their own, and disconnects them. */
public final class Connect {
    private static final int MAX_SECRET = 16_384;

    private final Gate gate;
    private final Servers servers;
    private final Connections connections;
    private final StoreConnection store;

    /** Makes the verb. */
    public Connect(Gate gate, Servers servers, Connections connections, StoreConnection store) {
        this.gate = gate;
        this.servers = servers;
        this.connections = connections;
        this.store = store;
    }

    /**
     * Stores a credential, sealed, in place of any earlier one.
     *
     * @param shared whether it is everybody's, which administrators decide; else it is the caller's own
     * @param variables what is chosen for the server's variables
     */
    public Result<Connection> connect(
            Caller caller, Slug slug, boolean shared, Credential credential, Map<String, String> variables) {
        return gate.admit(caller, act("connection.put", slug, shared), admission -> {
            Servers.Loaded loaded = servers.load(admission.organization(), slug);
            return loaded == null || !loaded.server().isOpenTo(caller)
                    ? notFound(slug)
                    : Choices.complete(loaded.server(), variables)
                            .then(chosen -> connect(admission, loaded.server(), shared, credential, chosen));
        });
    }

    private Result<Connection> connect(
            Admission admission, Server server, boolean shared, Credential credential, Map<String, String> variables) {
        CredentialScheme scheme =
                server.schemes().stream().filter(credential::fits).findFirst().orElse(null);
        if (scheme == null || credential instanceof Credential.OAuth) {
            return Result.refused(Refusal.Invalid.field(
                    "credential", "this server takes no credential of that kind; it takes " + words(server.schemes())));
        }
        String problem = problem(credential);
        return problem == null
                ? Result.done(store.store(admission, server, shared, scheme, credential, variables))
                : Result.refused(Refusal.Invalid.field("credential", problem));
    }

    /**
     * Chooses anew for variables of a connection that there is; the credential stays. A token's authorization server stays too: where that differs, one
     * has to connect again.
     */
    public Result<Connection> choose(Caller caller, Slug slug, boolean shared, Map<String, String> variables) {
        return gate.admit(caller, act("connection.choose", slug, shared), admission -> {
            Servers.Loaded loaded = servers.load(admission.organization(), slug);
            Connection connection = loaded == null || !loaded.server().isOpenTo(caller)
                    ? null
                    : connections.find(admission.organization(), loaded.server().id(), shared ? null : caller.user());
            return loaded == null || connection == null
                    ? Result.refused(unconnected(slug, shared))
                    : Choices.checked(loaded.server(), variables)
                            .then(chosen -> choose(admission, loaded.server(), connection, chosen));
        });
    }

    private Result<Connection> choose(
            Admission admission, Server server, Connection connection, Map<String, String> chosen) {
        var all = new HashMap<>(connection.variables());
        all.keySet().removeIf(name -> server.target().variable(name) == null);
        all.putAll(chosen);
        if (connection
                .scheme()
                .urls()
                .flatMap(url -> url.places().stream())
                .anyMatch(place ->
                        !Objects.equals(all.get(place), connection.variables().get(place)))) {
            return Result.refused(new Refusal.Conflict(
                    "the tokens come from where these variables say; connect again to change them"));
        }
        Connection placed = connection.at(server.target().origins(all), all);
        if (!connections.place(admission, placed)) {
            return Result.refused(new Refusal.Conflict("the connection changed at the same moment; look at it again"));
        }
        admission.announce(Change.OfConnection.of(placed));
        return Result.done(placed);
    }

    private static Refusal unconnected(Slug slug, boolean shared) {
        return new Refusal.NotFound(
                (shared ? "there is no shared connection to \"" : "you have no connection to \"") + slug + "\"");
    }

    private static String words(List<CredentialScheme> schemes) {
        return schemes.isEmpty() ? "none" : schemes.stream().map(Connect::words).collect(Collectors.joining(" or "));
    }

    private static String words(CredentialScheme scheme) {
        return switch (scheme) {
            case CredentialScheme.Bearer() -> "a bearer token";
            case CredentialScheme.Basic() -> "a user name and password";
            case CredentialScheme.ApiKey key ->
                "an API key in the " + key.location().name().toLowerCase(Locale.ROOT) + " \"" + key.name() + "\"";
            case CredentialScheme.ApiKeys(List<CredentialScheme.ApiKey> keys) ->
                keys.stream().map(Connect::words).collect(Collectors.joining(" together with "));
            case CredentialScheme.OAuth o -> "consent at the service itself";
        };
    }

    private static @Nullable String problem(Credential credential) {
        return switch (credential) {
            case Credential.Bearer(String token) -> textProblem("the token", token);
            case Credential.ApiKey(var place, String key) -> textProblem("the key", key);
            case Credential.ApiKeys(List<Credential.ApiKey> keys) ->
                keys.stream()
                        .map(Connect::problem)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            case Credential.OAuth o -> null;
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

    /** Removes a credential: the caller's own, or as an administrator the shared one. */
    public Result<Slug> disconnect(Caller caller, Slug slug, boolean shared) {
        return gate.admit(caller, act("connection.remove", slug, shared), admission -> {
            Servers.Loaded loaded = servers.load(admission.organization(), slug);
            UserId user = shared ? null : caller.user();
            if (loaded == null || !connections.remove(admission, loaded.server().id(), user)) {
                return Result.refused(unconnected(slug, shared));
            }
            admission.announce(new Change.OfConnection(
                    admission.organization(), loaded.server().id(), user));
            return Result.done(slug);
        });
    }

    /** Returns the caller's own connection, or null. */
    public @Nullable Connection find(Caller caller, Server server) {
        return connections.find(caller.organizationId(), server.id(), caller.user());
    }

    /** Returns the connection that all share who have none of their own, or null. */
    public @Nullable Connection findShared(Caller caller, Server server) {
        return connections.find(caller.organizationId(), server.id(), null);
    }

    /** Returns when a connection was used last, or null. */
    public @Nullable Instant lastUsed(Connection connection) {
        return connections.lastUsed(connection);
    }

    private static Act act(String action, Slug slug, boolean shared) {
        Json.Obj detail = shared ? Json.object().put("shared", true).build() : Json.Obj.EMPTY;
        return new Act(action, shared ? Role.ADMIN : Role.MEMBER, slug.value(), detail);
    }

    private static Result<Connection> notFound(Slug slug) {
        return Result.refused(new Refusal.NotFound("there is no server \"" + slug + "\""));
    }
}

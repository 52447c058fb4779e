package dev.airlock.application.connection;

import dev.airlock.application.connection.PendingConnections.Pending;
import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.connection.ServiceTokens.Answer;
import dev.airlock.application.connection.ServiceTokens.Identity;
import dev.airlock.application.connection.ServiceTokens.Proof;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.OAuthService.Flow;
import dev.airlock.domain.connection.OAuthService.Scope;
import dev.airlock.domain.digest.Hmac;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.server.Server;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Connects callers by their consent at the service itself (RFC 6749, section 4.1). The answer is taken only from the browser that was sent there: its
 * state must be presented in the same session, once, at the address of the same server, so that no service can pass another's answer off as its own.
 */
public final class ConnectByOAuth {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final Gate gate;
    private final Servers servers;
    private final ServiceClients clients;
    private final PendingConnections pendings;
    private final ServiceTokens tokens;
    private final StoreConnection store;
    private final Vault vault;
    private final Secrets secrets;

    /** Makes the verb. */
    public ConnectByOAuth(
            Gate gate,
            Servers servers,
            ServiceClients clients,
            PendingConnections pendings,
            ServiceTokens tokens,
            StoreConnection store,
            Vault vault,
            Secrets secrets) {
        this.gate = gate;
        this.servers = servers;
        this.clients = clients;
        this.pendings = pendings;
        this.tokens = tokens;
        this.store = store;
        this.vault = vault;
        this.secrets = secrets;
    }

    /**
     * What a person wants.
     *
     * @param shared whether the connection is to be everybody's, which administrators decide
     * @param scopes what to ask for, each one that the server offers
     * @param variables what is chosen for the server's variables
     * @param session the secret of the person's session
     * @param redirectUri where the service sends the person back to: an address of this server's own
     */
    public record Wish(
            Slug server,
            boolean shared,
            List<String> scopes,
            Map<String, String> variables,
            String session,
            String redirectUri) {
        @Override
        public String toString() {
            return "Wish[" + server + ", hidden]";
        }
    }

    /** Returns the address at the service at which the person is asked. */
    public Result<URI> begin(Caller caller, Wish wish) {
        return gate.admit(caller, act("connection.begin", wish.server, wish.shared), admission -> {
            Server server = server(admission, wish.server);
            OAuthService service = server == null ? null : OAuthServices.find(server, Flow.AUTHORIZATION_CODE);
            ServiceClient client = server == null ? null : clients.find(admission.organization(), server.id());
            if (server == null) {
                return notFound(wish.server);
            }
            if (service == null || client == null || !client.isFor(service)) {
                return Result.refused(unregistered(server, service, client));
            }
            return names(service).containsAll(wish.scopes)
                    ? Choices.complete(server, wish.variables)
                            .map(chosen -> ask(admission, server, service, client, wish, chosen))
                    : Result.refused(Refusal.Invalid.field("scopes", "choose among those that the server offers"));
        });
    }

    /** Says whether the caller can be sent to the service from the server's page; nothing begins. */
    public Result<Server> check(Caller caller, Server server) {
        OAuthService service = OAuthServices.find(server, Flow.AUTHORIZATION_CODE);
        ServiceClient client = clients.find(caller.organizationId(), server.id());
        if (caller.membership().person().isService()) {
            return Result.refused(new Refusal.Conflict("a service account cannot sign in; share a connection instead"));
        }
        return service == null || client == null || !client.isFor(service)
                ? Result.refused(unregistered(server, service, client))
                : Result.done(server);
    }

    private URI ask(
            Admission admission,
            Server server,
            OAuthService template,
            ServiceClient client,
            Wish wish,
            Map<String, String> chosen) {
        OAuthService service = template.at(server.target().values(chosen));
        String state = secrets.next("");
        pendings.add(
                admission,
                new Pending(
                        SecretHash.of(state),
                        SecretHash.of(wish.session),
                        admission.caller().user(),
                        server.id(),
                        wish.shared,
                        wish.scopes,
                        chosen));
        var parameters = new LinkedHashMap<>(service.parameters());
        parameters.put("response_type", "code");
        parameters.put("client_id", client.clientId());
        parameters.put("redirect_uri", wish.redirectUri);
        parameters.put("state", state);
        if (!wish.scopes.isEmpty()) {
            parameters.put("scope", String.join(service.separator(), wish.scopes));
        }
        if (service.pkce()) {
            parameters.put(
                    "code_challenge",
                    CodeChallenge.of(verifier(wish.session, state)).value());
            parameters.put("code_challenge_method", CodeChallenge.METHOD);
        }
        return withQuery(URI.create(String.valueOf(service.authorizationUrl())), parameters);
    }

    /** Known to the session's browser and to Airlock alone, and stored nowhere. */
    private static String verifier(String session, String state) {
        byte[] mac = Hmac.of(
                session.getBytes(StandardCharsets.UTF_8),
                ("airlock code verifier 1 " + state).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static URI withQuery(URI address, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a browser brings back: a code, or the service's refusal. */
    public record Return(
            Slug server,
            String state,
            @Nullable String code,
            @Nullable String error,
            String session,
            String redirectUri) {
        @Override
        public String toString() {
            return "Return[" + server + ", hidden]";
        }
    }

    /** Connects the person with what their browser brought back. */
    public Result<Connection> finish(Caller caller, Return back) {
        Result<Pending> taken =
                gate.admit(caller, act("connection.return", back.server, false), admission -> take(admission, back));
        return switch (taken) {
            case Result.Refused<Pending>(Refusal refusal) -> Result.refused(refusal);
            case Result.Done<Pending>(Pending pending) ->
                gate.admit(
                        caller,
                        act("connection.put", back.server, pending.shared()),
                        () -> exchange(caller, back, pending.variables()),
                        (admission, granted) -> Result.done(store(admission, granted, pending.shared())));
        };
    }

    private Result<Pending> take(Admission admission, Return back) {
        Server server = server(admission, back.server);
        Pending pending = pendings.take(admission, SecretHash.of(back.state), SecretHash.of(back.session), LIFETIME);
        return server == null || pending == null || !pending.server().equals(server.id())
                ? Result.refused(new Refusal.Conflict(
                        "nothing like this was begun in this browser within the last 15 minutes; begin again"))
                : Result.done(pending);
    }

    private record Granted(
            Server server, CredentialScheme scheme, Map<String, String> variables, Answer.Issued issued) {}

    private Connection store(Admission admission, Granted granted, boolean shared) {
        return store.store(
                admission,
                granted.server,
                shared,
                granted.scheme,
                OAuthTokens.of(granted.issued, null, admission.now()),
                Choices.with(granted.server, granted.variables, granted.issued.members()));
    }

    private Result<Granted> exchange(Caller caller, Return back, Map<String, String> variables) {
        Servers.Loaded loaded = servers.load(caller.organizationId(), back.server);
        OAuthService service = loaded == null ? null : OAuthServices.find(loaded.server(), Flow.AUTHORIZATION_CODE);
        ServiceClient client = loaded == null
                ? null
                : clients.find(caller.organizationId(), loaded.server().id());
        if (loaded == null || service == null || client == null) {
            return Result.refused(new Refusal.Conflict("the server was changed in the meantime; begin again"));
        }
        if (!client.isFor(service)) {
            return Result.refused(unregistered(loaded.server(), service, client));
        }
        if (back.code == null) {
            return Result.refused(new Refusal.Conflict(
                    loaded.server().name() + " did not allow it" + (back.error == null ? "" : ": " + back.error)));
        }
        String verifier = service.pkce() ? verifier(back.session, back.state) : null;
        return granted(
                loaded.server(), service, client, variables, new Proof.Code(back.code, back.redirectUri, verifier));
    }

    /** Connects everybody who may use the server with a token for Airlock itself (RFC 6749, section 4.4). */
    public Result<Connection> shareByClient(Caller caller, Slug slug, Map<String, String> variables) {
        return gate.admit(
                caller,
                act("connection.put", slug, true),
                () -> forClient(caller, slug, variables),
                (admission, granted) -> Result.done(store(admission, granted, true)));
    }

    private Result<Granted> forClient(Caller caller, Slug slug, Map<String, String> variables) {
        Servers.Loaded loaded = servers.load(caller.organizationId(), slug);
        OAuthService service = loaded == null ? null : OAuthServices.find(loaded.server(), Flow.CLIENT_CREDENTIALS);
        if (loaded == null) {
            return notFound(slug);
        }
        ServiceClient client =
                clients.find(caller.organizationId(), loaded.server().id());
        return service == null || client == null || !client.isFor(service)
                ? Result.refused(unregistered(loaded.server(), service, client))
                : Choices.complete(loaded.server(), variables)
                        .then(chosen ->
                                granted(loaded.server(), service, client, chosen, new Proof.Client(names(service))));
    }

    private Result<Granted> granted(
            Server server, OAuthService template, ServiceClient client, Map<String, String> chosen, Proof proof) {
        OAuthService service = OAuthServices.at(server, template, chosen);
        if (service == null) {
            return Result.refused(new Refusal.Conflict("the server was changed in the meantime; begin again"));
        }
        return switch (tokens.ask(service, identity(client), proof)) {
            case Answer.Issued issued ->
                Result.done(new Granted(server, new CredentialScheme.OAuth(template), chosen, issued));
            case Answer.Refused(String problem) ->
                Result.refused(new Refusal.Conflict(server.name() + " gave no token: " + problem));
            case Answer.Failed(String problem) ->
                Result.refused(new Refusal.Unavailable(
                        server.name() + " cannot be asked for a token at the moment: " + problem));
        };
    }

    private static List<String> names(OAuthService service) {
        return service.scopes().stream().map(Scope::name).toList();
    }

    /** Why the service cannot be asked for tokens, and what would be right. */
    private static Refusal unregistered(Server server, @Nullable OAuthService service, @Nullable ServiceClient client) {
        return new Refusal.Conflict(
                service == null
                        ? server.name() + " names no authorization server for that; its other ways to connect are open"
                        : client == null
                                ? "an administrator has to register Airlock at " + server.name()
                                        + " first, on the server's page"
                                : "an administrator has to register Airlock at " + server.name() + " again: "
                                        + ServiceIdentities.elsewhere(client, service));
    }

    private Identity identity(ServiceClient client) {
        try {
            return ServiceIdentities.open(vault, client);
        } catch (SealBrokenException e) {
            throw new IllegalStateException("the registration at a service cannot be opened", e);
        }
    }

    private @Nullable Server server(Admission admission, Slug slug) {
        Servers.Loaded loaded = servers.load(admission.organization(), slug);
        return loaded != null && loaded.server().isOpenTo(admission.caller()) ? loaded.server() : null;
    }

    private static Act act(String action, Slug server, boolean shared) {
        Json.Obj detail = shared ? Json.object().put("shared", true).build() : Json.Obj.EMPTY;
        return new Act(action, shared ? Role.ADMIN : Role.MEMBER, server.value(), detail);
    }

    private static <T> Result<T> notFound(Slug slug) {
        return Result.refused(new Refusal.NotFound("there is no server \"" + slug + "\""));
    }
}

package dev.airlock.application.connection;

import dev.airlock.application.connection.ServiceClients.ServiceClient;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.connection.SealedCredential;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import org.jspecify.annotations.Nullable;

/** Keeps what administrators registered Airlock as at a service: once for each server, for all its users. */
public final class RegisterService {
    private static final int MAX_LENGTH = 4_096;

    private final Gate gate;
    private final Servers servers;
    private final ServiceClients clients;
    private final Vault vault;

    /** Makes the verb. */
    public RegisterService(Gate gate, Servers servers, ServiceClients clients, Vault vault) {
        this.gate = gate;
        this.servers = servers;
        this.clients = clients;
        this.vault = vault;
    }

    /**
     * Keeps the client id and secret that the service gave, in place of any earlier ones. They are for the token endpoint that the server has now: one
     * elsewhere never gets them.
     *
     * @param secret null for a public client
     */
    public Result<ServiceClient> register(Caller caller, Slug slug, String clientId, @Nullable String secret) {
        var detail = Json.object().put("clientId", clientId.strip()).build();
        return gate.admit(caller, act("service-client.put", slug, detail), admission -> {
            Servers.Loaded loaded = servers.load(admission.organization(), slug);
            if (loaded == null) {
                return notFound(slug);
            }
            if (!isPlain(clientId.strip())) {
                return Result.refused(Refusal.Invalid.field("clientId", "is missing, or was pasted with a line break"));
            }
            if (secret != null && !isPlain(secret.strip())) {
                return Result.refused(Refusal.Invalid.field("secret", "was pasted with a line break, or is too long"));
            }
            OAuthService service = OAuthServices.first(loaded.server());
            return service == null
                    ? Result.refused(new Refusal.Conflict(
                            loaded.server().name() + " names no authorization server at which to register"))
                    : Result.done(register(admission, loaded.server(), service, clientId.strip(), secret));
        });
    }

    private ServiceClient register(
            Admission admission, Server server, OAuthService service, String clientId, @Nullable String secret) {
        ServiceClient earlier = clients.find(admission.organization(), server.id());
        long version = earlier == null ? 1 : earlier.version() + 1;
        var place = new Vault.ClientPlace(admission.organization(), server.id(), version);
        SealedCredential sealed = secret == null ? null : vault.sealSecret(place, secret.strip());
        var client = new ServiceClient(
                admission.organization(),
                server.id(),
                service.tokenOrigin(),
                clientId,
                sealed,
                version,
                admission.now());
        clients.put(admission, client);
        return client;
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    /** Forgets the registration; connections made with it cannot be renewed any more. */
    public Result<Slug> forget(Caller caller, Slug slug) {
        return gate.admit(caller, act("service-client.remove", slug, Json.Obj.EMPTY), admission -> {
            Servers.Loaded loaded = servers.load(admission.organization(), slug);
            return loaded != null && clients.remove(admission, loaded.server().id())
                    ? Result.done(slug)
                    : notFound(slug);
        });
    }

    /** Returns the registration, or null. */
    public @Nullable ServiceClient find(Caller caller, Server server) {
        return clients.find(caller.organizationId(), server.id());
    }

    /** Says why a registration does not serve the server any more and has to be made again; null while it serves. */
    public static @Nullable String problem(Server server, ServiceClient client) {
        OAuthService service = OAuthServices.first(server);
        return service == null || client.isFor(service) ? null : ServiceIdentities.elsewhere(client, service);
    }

    private static Act act(String action, Slug slug, Json.Obj detail) {
        return new Act(action, Role.ADMIN, slug.value(), detail);
    }

    private static <T> Result<T> notFound(Slug slug) {
        return Result.refused(new Refusal.NotFound("there is no registration for the server \"" + slug + "\""));
    }
}

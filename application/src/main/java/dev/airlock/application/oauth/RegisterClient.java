package dev.airlock.application.oauth;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.Secrets;
import dev.airlock.application.limit.AttemptLimit;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.OAuthClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Registers clients that ask for it (RFC 7591). Anybody may: what a client is allowed, people decide later. One that nobody allows anything is forgotten after a day. */
public final class RegisterClient {
    private static final int PER_ADDRESS = 60;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration UNUSED = Duration.ofDays(1);

    private final Clients clients;
    private final Secrets secrets;
    private final Supplier<UUID> ids;
    private final AttemptLimit byAddress;

    /** Makes the verb. */
    public RegisterClient(Clients clients, Secrets secrets, InstantSource clock, Supplier<UUID> ids) {
        this.clients = clients;
        this.secrets = secrets;
        this.ids = ids;
        this.byAddress = new AttemptLimit(PER_ADDRESS, WINDOW, clock);
    }

    /** What came of a registration. */
    public sealed interface Outcome {
        /** The client, how it authenticates, and its secret, which is told this once; null where it has none. */
        record Registered(
                OAuthClient client, String method, @Nullable String secret) implements Outcome {
            @Override
            public String toString() {
                return "Registered[" + client + ", hidden]";
            }
        }

        /** It was not registered. */
        record Refused(OAuthError error) implements Outcome {}

        /** Too many come from this address. */
        record TooMany() implements Outcome {}
    }

    /** Registers a client. */
    public Outcome register(Json.Obj metadata, String address) {
        if (!byAddress.begin(address)) {
            return new Outcome.TooMany();
        }
        var id = new ClientId(ids.get().toString());
        return switch (ClientMetadata.read(id, metadata, "client_secret_basic")) {
            case ClientMetadata.Reading.Refused(OAuthError error) -> new Outcome.Refused(error);
            case ClientMetadata.Reading.Understood(OAuthClient client, String method) -> add(client, method);
        };
    }

    private Outcome add(OAuthClient client, String method) {
        String secret = client.confidential() ? secrets.next("airlock_client_") : null;
        clients.removeUnused(UNUSED);
        clients.add(client, secret == null ? null : SecretHash.of(secret));
        return new Outcome.Registered(client, method, secret);
    }
}

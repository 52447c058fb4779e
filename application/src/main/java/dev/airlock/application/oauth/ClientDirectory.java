package dev.airlock.application.oauth;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.OAuthClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds clients, registered or self-described, and checks who asks for tokens. */
public final class ClientDirectory {
    private static final int CAPACITY = 1_000;
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Clients clients;
    private final ClientDocuments documents;
    private final boolean readsDocuments;
    private final InstantSource clock;
    private final ConcurrentHashMap<ClientId, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Found found, Instant until) {}

    /** Makes the directory. */
    public ClientDirectory(Clients clients, ClientDocuments documents, OAuthSettings settings, InstantSource clock) {
        this.clients = clients;
        this.documents = documents;
        this.readsDocuments = settings.clientDocuments();
        this.clock = clock;
    }

    /** Whom an authorization request is from. */
    sealed interface Found {
        /** A known client. */
        record Client(OAuthClient client) implements Found {}

        /** There is none, and why. */
        record Nobody(String problem) implements Found {}
    }

    Found find(ClientId id) {
        if (id.isDocument()) {
            return readsDocuments
                    ? described(id)
                    : new Found.Nobody("this Airlock reads no client metadata documents; register the client instead");
        }
        Clients.Registered registered = clients.find(id);
        return registered == null
                ? new Found.Nobody("no client is registered under this client_id; it may have to register again")
                : new Found.Client(registered.client());
    }

    private Found described(ClientId id) {
        Kept known = kept.get(id);
        if (known != null && clock.instant().isBefore(known.until)) {
            return known.found;
        }
        URI address = address(id);
        if (address == null) {
            return new Found.Nobody("a client_id that is a URL has a host and a path, and no fragment, user or \"..\"");
        }
        return switch (documents.fetch(address)) {
            case ClientDocuments.Fetched.Busy() ->
                new Found.Nobody("too many metadata documents are being fetched at the moment; try again");
            case ClientDocuments.Fetched.Failed(String problem) ->
                kept(id, new Found.Nobody("the client's metadata document cannot be read: " + problem), Duration.ZERO);
            case ClientDocuments.Fetched.Document(Json.Obj metadata, Duration freshFor) ->
                kept(id, read(id, metadata), freshFor);
        };
    }

    private static Found read(ClientId id, Json.Obj metadata) {
        if (!id.value().equals(metadata.text("client_id"))) {
            return new Found.Nobody("the client's metadata document does not name its own URL as client_id");
        }
        return switch (ClientMetadata.read(id, metadata, "none")) {
            case ClientMetadata.Reading.Refused(OAuthError error) ->
                new Found.Nobody("the client's metadata document cannot be used: " + error.description());
            case ClientMetadata.Reading.Understood(OAuthClient client, String method)
            when client.confidential() ->
                new Found.Nobody("a client without a registration has no secret; its method is none");
            case ClientMetadata.Reading.Understood(OAuthClient client, String method) -> new Found.Client(client);
        };
    }

    private Found kept(ClientId id, Found found, Duration freshFor) {
        if (kept.size() >= CAPACITY) {
            kept.clear();
        }
        Duration capped = freshFor.compareTo(LONGEST) > 0 ? LONGEST : freshFor;
        Duration time = capped.compareTo(SHORTEST) < 0 ? SHORTEST : capped;
        kept.put(id, new Kept(found, clock.instant().plus(time)));
        return found;
    }

    private static @Nullable URI address(ClientId id) {
        try {
            URI uri = new URI(id.value());
            boolean plain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getRawPath().length() > 1
                    && uri.normalize().equals(uri);
            return plain ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Returns what is wrong with a client that asks for tokens, or null. */
    @Nullable
    OAuthError refusal(ClientCredentials presented) {
        if (presented.id().isDocument()) {
            return readsDocuments && presented.secret() == null
                    ? null
                    : OAuthError.invalidClient("this client is not known here; register it");
        }
        Clients.Registered registered = clients.find(presented.id());
        if (registered == null) {
            return OAuthError.invalidClient("this client is not registered, or not any more; register again");
        }
        return proves(registered.secret(), presented.secret())
                ? null
                : OAuthError.invalidClient("the client has not proved who it is; present the secret it was given");
    }

    private static boolean proves(@Nullable SecretHash wanted, @Nullable String presented) {
        if (wanted == null) {
            return presented == null;
        }
        return presented != null
                && MessageDigest.isEqual(
                        wanted.value().getBytes(StandardCharsets.US_ASCII),
                        SecretHash.of(presented).value().getBytes(StandardCharsets.US_ASCII));
    }
}

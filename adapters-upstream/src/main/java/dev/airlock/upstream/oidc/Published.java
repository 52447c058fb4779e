package dev.airlock.upstream.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.http.JsonClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What a provider publishes about itself (OpenID Connect Discovery 1.0), kept for an hour. */
final class Published {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration FRESH_FOR_UNKNOWN_KEY = Duration.ofMinutes(1);

    private final OpenIdProvider provider;
    private final JsonClient client;
    private final InstantSource clock;
    private volatile @Nullable Kept<Endpoints> endpoints;
    private volatile @Nullable Kept<JWKSet> keys;

    private record Kept<T>(T value, Instant at) {
        boolean isFresh(Instant now, Duration time) {
            return at.plus(time).isAfter(now);
        }
    }

    /** Where the provider does what. */
    record Endpoints(
            URI authorization,
            URI token,
            URI keys,
            @Nullable URI userInfo) {}

    Published(OpenIdProvider provider, JsonClient client, InstantSource clock) {
        this.provider = provider;
        this.client = client;
        this.clock = clock;
    }

    /** Returns the endpoints. */
    Endpoints endpoints() throws ProviderException {
        Kept<Endpoints> kept = endpoints;
        if (kept == null || !kept.isFresh(clock.instant(), FRESH)) {
            URI address = URI.create(
                    provider.issuer().toString().replaceFirst("/$", "") + "/.well-known/openid-configuration");
            kept = new Kept<>(read(get(address)), clock.instant());
            endpoints = kept;
        }
        return kept.value;
    }

    private Endpoints read(Json.Obj metadata) throws ProviderException {
        if (!provider.issuer().toString().equals(metadata.text("issuer"))) {
            throw new ProviderException("its configuration names another issuer");
        }
        return new Endpoints(
                needed(metadata, "authorization_endpoint"),
                needed(metadata, "token_endpoint"),
                needed(metadata, "jwks_uri"),
                address(metadata, "userinfo_endpoint"));
    }

    private URI needed(Json.Obj metadata, String name) throws ProviderException {
        URI address = address(metadata, name);
        if (address == null) {
            throw new ProviderException("its configuration has no usable " + name);
        }
        return address;
    }

    private @Nullable URI address(Json.Obj metadata, String name) {
        String text = metadata.text(name);
        try {
            URI address = text == null ? null : new URI(text);
            return address != null && provider.mayUse(address) ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Returns the keys, read anew where none of those that are kept has this id. */
    JWKSet keys(@Nullable String keyId) throws ProviderException {
        Kept<JWKSet> kept = keys;
        Duration time = kept != null && keyId != null && kept.value.getKeyByKeyId(keyId) == null
                ? FRESH_FOR_UNKNOWN_KEY
                : FRESH;
        if (kept == null || !kept.isFresh(clock.instant(), time)) {
            kept = new Kept<>(parse(get(endpoints().keys)), clock.instant());
            keys = kept;
        }
        return kept.value;
    }

    private static JWKSet parse(Json.Obj keys) throws ProviderException {
        try {
            return JWKSet.parse(new String(JsonWriter.write(keys), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new ProviderException("its keys cannot be read");
        }
    }

    private Json.Obj get(URI address) throws ProviderException {
        return switch (client.get(address, null)) {
            case JsonClient.Answer.Answered(Json.Obj body) -> body;
            case JsonClient.Answer.Failed(String problem) -> throw new ProviderException(problem);
        };
    }
}

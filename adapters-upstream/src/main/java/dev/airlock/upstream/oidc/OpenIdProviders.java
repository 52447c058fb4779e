package dev.airlock.upstream.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.airlock.application.identity.IdentityProviders;
import dev.airlock.application.identity.ProviderAttempt;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.upstream.http.JsonClient;
import dev.airlock.upstream.oidc.Published.Endpoints;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Airlock as a client of OpenID Connect providers: authorization code with a proof key, and a checked ID token. */
public final class OpenIdProviders implements IdentityProviders {
    private final Map<String, Known> providers = new LinkedHashMap<>();
    private final JsonClient client;

    private record Known(OpenIdProvider provider, Published published, IdTokens idTokens) {}

    /** Makes a client of these providers; nothing is fetched before somebody signs in. */
    public OpenIdProviders(List<OpenIdProvider> configured, JsonClient client, InstantSource clock) {
        this.client = client;
        for (OpenIdProvider provider : configured) {
            var published = new Published(provider, client, clock);
            var known = new Known(provider, published, new IdTokens(provider, published, clock));
            if (providers.put(provider.id(), known) != null) {
                throw new IllegalArgumentException("two providers have the id " + provider.id());
            }
        }
    }

    @Override
    public List<Provider> all() {
        return providers.values().stream()
                .map(known -> new Provider(known.provider.id(), known.provider.title()))
                .toList();
    }

    private Known known(String id) {
        return Objects.requireNonNull(providers.get(id), () -> "there is no provider " + id);
    }

    @Override
    public Start begin(String provider, ProviderAttempt attempt, String redirectUri) {
        Known known = known(provider);
        try {
            return new Start.Ready(authorization(known, attempt, redirectUri));
        } catch (ProviderException e) {
            return new Start.Failed(problem(known, e));
        }
    }

    private static URI authorization(Known known, ProviderAttempt attempt, String redirectUri)
            throws ProviderException {
        URI endpoint = known.published.endpoints().authorization();
        var url = new StringBuilder(endpoint.toString());
        char next = endpoint.getRawQuery() == null ? '?' : '&';
        for (var parameter : Map.of(
                        "response_type", "code",
                        "client_id", known.provider.clientId(),
                        "redirect_uri", redirectUri,
                        "scope", String.join(" ", known.provider.scopes()),
                        "state", attempt.state(),
                        "nonce", attempt.nonce(),
                        "code_challenge", attempt.challenge().value(),
                        "code_challenge_method", CodeChallenge.METHOD)
                .entrySet()) {
            url.append(next).append(parameter.getKey()).append('=').append(encode(parameter.getValue()));
            next = '&';
        }
        return URI.create(url.toString());
    }

    @Override
    public Identification identify(
            String provider, ProviderAttempt attempt, String redirectUri, String code, @Nullable String issuer) {
        Known known = known(provider);
        try {
            if (issuer != null && !issuer.equals(known.provider.issuer().toString())) {
                throw new ProviderException("somebody else answered");
            }
            return identify(known, attempt, redirectUri, code);
        } catch (ProviderException e) {
            return new Identification.Failed(problem(known, e));
        }
    }

    private Identification identify(Known known, ProviderAttempt attempt, String redirectUri, String code)
            throws ProviderException {
        Endpoints endpoints = known.published.endpoints();
        Json.Obj tokens = answer(client.post(
                endpoints.token(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        redirectUri,
                        "code_verifier",
                        attempt.verifier()),
                basic(known.provider)));
        String idToken = tokens.text("id_token");
        if (idToken == null) {
            throw new ProviderException("it sent no ID token");
        }
        JWTClaimsSet claims = known.idTokens.check(idToken, attempt.nonce());
        return new Identification.Identified(
                known.provider.issuer().toString(),
                claims.getSubject(),
                email(claims, endpoints, tokens.text("access_token")));
    }

    /** The verified address: from the statement itself, or else from the provider's answer about the same person. */
    private @Nullable String email(JWTClaimsSet claims, Endpoints endpoints, @Nullable String accessToken)
            throws ProviderException {
        try {
            if (claims.getStringClaim("email") != null) {
                return Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
                        ? claims.getStringClaim("email")
                        : null;
            }
        } catch (ParseException e) {
            return null;
        }
        if (endpoints.userInfo() == null || accessToken == null) {
            return null;
        }
        Json.Obj about = answer(client.get(endpoints.userInfo(), "Bearer " + accessToken));
        return claims.getSubject().equals(about.text("sub")) && about.isTrue("email_verified")
                ? about.text("email")
                : null;
    }

    private static Json.Obj answer(JsonClient.Answer answer) throws ProviderException {
        return switch (answer) {
            case JsonClient.Answer.Answered(Json.Obj body) -> body;
            case JsonClient.Answer.Failed(String problem) -> throw new ProviderException(problem);
        };
    }

    /** The credentials are form-encoded first (RFC 6749, section 2.3.1). */
    private static String basic(OpenIdProvider provider) {
        String pair = encode(provider.clientId()) + ":" + encode(provider.clientSecret());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String problem(Known known, ProviderException e) {
        return "signing in with " + known.provider.title() + " failed: " + e.getMessage();
    }
}

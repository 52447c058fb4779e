package dev.airlock.domain.connection;

import dev.airlock.domain.net.Loopback;
import dev.airlock.domain.net.UrlTemplate;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service's authorization server as Airlock is a client of it (RFC 6749), with what the services do differently. Its URLs may have the places of the
 * server's variables.
 *
 * @param authorizationUrl where people are asked (section 3.1); null for the flow of client credentials
 * @param tokenUrl where tokens come from (section 3.2)
 * @param scopes what may be asked for
 * @param separator what stands between scopes: a space by the standard, a comma at some services
 * @param pkce whether the service takes a code challenge (RFC 7636); one that knows none ignores it
 * @param clientAuthentication how Airlock proves at the token endpoint that it is the registered client
 * @param parameters what the authorization request carries besides, such as {@code access_type=offline}
 */
public record OAuthService(
        Flow flow,
        @Nullable UrlTemplate authorizationUrl,
        UrlTemplate tokenUrl,
        List<Scope> scopes,
        String separator,
        boolean pkce,
        ClientAuthentication clientAuthentication,
        Map<String, String> parameters) {
    private static final Set<String> OWN = Set.of(
            "response_type",
            "client_id",
            "client_secret",
            "redirect_uri",
            "scope",
            "state",
            "code_challenge",
            "code_challenge_method");

    /** How tokens are come by. */
    public enum Flow {
        /** Each person is asked (section 4.1). */
        AUTHORIZATION_CODE,
        /** Airlock acts as itself (section 4.4). */
        CLIENT_CREDENTIALS
    }

    /** How a client proves who it is (section 2.3.1). */
    public enum ClientAuthentication {
        /** In the Authorization header. */
        BASIC,
        /** In the body. */
        POST
    }

    /**
     * What a token may do.
     *
     * @param description in words for people; empty where nothing is known
     */
    public record Scope(String name, String description) {
        public Scope {
            if (!name.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,300}")) {
                throw new IllegalArgumentException(
                        "a scope has 1 to 300 visible characters, and neither quotes nor backslashes");
            }
        }
    }

    public OAuthService {
        scopes = List.copyOf(scopes);
        parameters = Map.copyOf(new LinkedHashMap<>(parameters));
        if ((authorizationUrl == null) == (flow == Flow.AUTHORIZATION_CODE)) {
            throw new IllegalArgumentException(
                    "an authorization URL belongs to the flow of authorization codes, and to no other");
        }
        if (authorizationUrl != null) {
            requireWeb("authorization", authorizationUrl);
        }
        requireWeb("token", tokenUrl);
        if (!separator.equals(" ") && !separator.equals(",")) {
            throw new IllegalArgumentException("scopes are separated by a space or a comma");
        }
        var taken = new HashSet<>(parameters.keySet());
        taken.retainAll(OWN);
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException(
                    "Airlock itself sets the parameter " + taken.iterator().next());
        }
    }

    /** Scheme, host and port of the token endpoint, with their places. */
    public String tokenOrigin() {
        return tokenUrl.origin();
    }

    /** The variables without which nobody can be asked. */
    public Set<String> places() {
        var places = new LinkedHashSet<String>();
        urls().forEach(url -> places.addAll(url.places()));
        return places;
    }

    /** The addresses that there are. */
    public Stream<UrlTemplate> urls() {
        return Stream.concat(Stream.ofNullable(authorizationUrl), Stream.of(tokenUrl));
    }

    /** The same service for these values of the variables; one that is missing or does not fit is an {@link IllegalArgumentException}. */
    public OAuthService at(Map<String, String> values) {
        return places().isEmpty()
                ? this
                : new OAuthService(
                        flow,
                        authorizationUrl == null ? null : UrlTemplate.of(authorizationUrl.at(values)),
                        UrlTemplate.of(tokenUrl.at(values)),
                        scopes,
                        separator,
                        pkce,
                        clientAuthentication,
                        parameters);
    }

    /** People's browsers are sent there, and secrets go there: over https, but for this computer. Whether the host may be dialled, the guard decides. */
    private static void requireWeb(String what, UrlTemplate url) {
        URI fixed = url.fixed();
        boolean here = fixed != null && Loopback.isName(fixed.getHost());
        if (!url.toString().startsWith("https://") && !here) {
            throw new IllegalArgumentException(
                    "the " + what + " URL is a complete https:// address without user or fragment");
        }
    }
}

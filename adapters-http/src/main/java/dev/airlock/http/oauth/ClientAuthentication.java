package dev.airlock.http.oauth;

import dev.airlock.application.oauth.ClientCredentials;
import dev.airlock.application.oauth.OAuthError;
import dev.airlock.domain.oauth.ClientId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How a client says who it is (RFC 6749, 2.3.1): by HTTP Basic, by parameters, or by its id alone; in one way at a time. */
final class ClientAuthentication {
    private static final String BASIC = "Basic ";

    private ClientAuthentication() {}

    /** What a request says. */
    sealed interface Presented {
        /** Someone, yet to be verified. */
        record Client(ClientCredentials credentials) implements Presented {}

        /** Nobody, or two at once. */
        record Refused(OAuthError error) implements Presented {}
    }

    static Presented read(HttpServletRequest request, Parameters parameters) {
        String header = request.getHeader("Authorization");
        String id = parameters.get("client_id");
        String secret = parameters.get("client_secret");
        if (header == null) {
            return id == null
                    ? new Presented.Refused(OAuthError.invalidRequest("the parameter client_id is missing"))
                    : client(id, secret);
        }
        return secret == null
                ? basic(header, id)
                : new Presented.Refused(OAuthError.invalidRequest("a client authenticates in one way, not in two"));
    }

    private static Presented basic(String header, @Nullable String id) {
        String pair = header.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? decoded(header.substring(BASIC.length()).strip())
                : null;
        int colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            return new Presented.Refused(
                    OAuthError.invalidClient("the Authorization header of a client is Basic with its id and secret"));
        }
        String named = unescaped(pair.substring(0, colon));
        if (id != null && !id.equals(named)) {
            return new Presented.Refused(
                    OAuthError.invalidRequest("the client_id is not the one of the Authorization header"));
        }
        String secret = unescaped(pair.substring(colon + 1));
        return client(named, secret.isEmpty() ? null : secret);
    }

    private static Presented client(String id, @Nullable String secret) {
        return ClientId.isValid(id)
                ? new Presented.Client(new ClientCredentials(new ClientId(id), secret))
                : new Presented.Refused(OAuthError.invalidClient("the client_id is malformed; register again"));
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Clients encode id and secret as in a form first; many forget it, which the ids and secrets that we give out survive. */
    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Tells a client that failed by HTTP Basic that this is how, as HTTP wants it. */
    static Reply challenge(HttpServletRequest request, Reply reply) {
        return reply.status() == 401 && request.getHeader("Authorization") != null
                ? reply.with("WWW-Authenticate", "Basic realm=\"airlock\"")
                : reply;
    }
}

package dev.airlock.application.oauth;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.OAuthClient;
import dev.airlock.domain.oauth.RedirectUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a client says of itself (RFC 7591). Members that Airlock has no use for, such as logos and links, are neither kept nor shown. */
final class ClientMetadata {
    private static final Set<String> METHODS = Set.of("none", "client_secret_basic", "client_secret_post");
    private static final String METHOD = "token_endpoint_auth_method";
    private static final int MAX_REDIRECTS = 20;
    private static final int MAX_NAME = 80;

    private ClientMetadata() {}

    /** What came of reading. */
    sealed interface Reading {
        /** A client, and how it authenticates at the token endpoint. */
        record Understood(OAuthClient client, String method) implements Reading {}

        /** It cannot be accepted. */
        record Refused(OAuthError error) implements Reading {}
    }

    /** Reads metadata; a redirect URI that cannot be accepted is left out, as long as another remains. */
    static Reading read(ClientId id, Json.Obj metadata, String usualMethod) {
        String method = metadata.get(METHOD) == null ? usualMethod : metadata.text(METHOD);
        if (method == null || !METHODS.contains(method)) {
            return refused(METHOD + " is none, client_secret_basic or client_secret_post");
        }
        if (lacks(metadata, "grant_types", "authorization_code") || lacks(metadata, "response_types", "code")) {
            return refused("Airlock serves the grant type authorization_code and the response type code");
        }
        if (!(metadata.get("redirect_uris") instanceof Json.Arr(List<Json> uris))
                || uris.isEmpty()
                || uris.size() > MAX_REDIRECTS) {
            return new Reading.Refused(OAuthError.invalidRedirectUri("redirect_uris lists 1 to 20 URIs"));
        }
        List<RedirectUri> redirects = new ArrayList<>();
        String problem = acceptable(uris, redirects);
        if (redirects.isEmpty()) {
            return new Reading.Refused(OAuthError.invalidRedirectUri(problem));
        }
        String name = name(metadata.text("client_name"));
        return new Reading.Understood(new OAuthClient(id, name, redirects, !method.equals("none")), method);
    }

    private static String acceptable(List<Json> uris, List<RedirectUri> acceptable) {
        String problem = "redirect_uris lists texts";
        for (Json uri : uris) {
            try {
                if (uri instanceof Json.Str(String text)) {
                    acceptable.add(new RedirectUri(text));
                }
            } catch (IllegalArgumentException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        return problem;
    }

    private static boolean lacks(Json.Obj metadata, String member, String needed) {
        return metadata.get(member) instanceof Json.Arr(List<Json> values) && !values.contains(Json.of(needed));
    }

    /** What can be shown of a name that anybody may have sent: no controls, nothing invisible or reversing, and not too long. */
    private static String name(@Nullable String text) {
        String visible = text == null
                ? ""
                : text.codePoints()
                        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                        .limit(MAX_NAME)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .strip();
        return visible.isEmpty() ? "A client without a name" : visible;
    }

    private static Reading refused(String description) {
        return new Reading.Refused(OAuthError.invalidClientMetadata(description));
    }
}

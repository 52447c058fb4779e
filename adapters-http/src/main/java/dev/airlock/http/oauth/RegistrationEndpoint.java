package dev.airlock.http.oauth;

import dev.airlock.application.oauth.OAuthError;
import dev.airlock.application.oauth.RegisterClient;
import dev.airlock.application.oauth.RegisterClient.Outcome;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.oauth.OAuthClient;
import dev.airlock.domain.oauth.RedirectUri;
import dev.airlock.http.web.MediaTypes;
import dev.airlock.http.web.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registers clients (RFC 7591) and tells them what became of what they asked for. */
final class RegistrationEndpoint implements Endpoint {
    static final List<String> GRANT_TYPES = List.of("authorization_code", "refresh_token");

    private static final int MAX_BODY = 64 * 1024;
    private static final int HOUR = 3_600;

    private final RegisterClient registerClient;

    RegistrationEndpoint(RegisterClient registerClient) {
        this.registerClient = registerClient;
    }

    @Override
    public Reply answer(HttpServletRequest request) throws IOException {
        if (!MediaTypes.isJson(request)) {
            return refused(400, "the Content-Type must be application/json");
        }
        byte[] body = RequestBody.read(request, MAX_BODY);
        if (body == null) {
            return refused(413, "the metadata of a client may have 64 KiB");
        }
        try {
            return JsonReader.read(body) instanceof Json.Obj metadata
                    ? register(metadata, request.getRemoteAddr())
                    : refused(400, "the metadata of a client is a JSON object");
        } catch (JsonSyntaxException e) {
            return refused(400, "the body is no JSON that can be read");
        }
    }

    private Reply register(Json.Obj metadata, String address) {
        return switch (registerClient.register(metadata, address)) {
            case Outcome.Registered(OAuthClient client, String method, String secret) ->
                Reply.of(201, registered(client, method, secret));
            case Outcome.Refused(OAuthError error) -> Reply.of(error);
            case Outcome.TooMany t ->
                Reply.tooMany("too many clients were registered from this address; try again in an hour", HOUR);
        };
    }

    private static Json.Obj registered(OAuthClient client, String method, @Nullable String secret) {
        Json.ObjBuilder answer = Json.object()
                .put("client_id", client.id().value())
                .put("client_name", client.name())
                .put(
                        "redirect_uris",
                        Json.strings(client.redirects().stream()
                                .map(RedirectUri::value)
                                .toList()))
                .put("grant_types", Json.strings(GRANT_TYPES))
                .put("response_types", Json.strings(List.of("code")))
                .put("token_endpoint_auth_method", method);
        if (secret != null) {
            answer.put("client_secret", secret).put("client_secret_expires_at", 0);
        }
        return answer.build();
    }

    private static Reply refused(int status, String description) {
        return Reply.of(status, OAuthError.invalidClientMetadata(description));
    }
}

package dev.airlock.persistence.connection;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.connection.OAuthService;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Credential schemes as they are stored: {@code {"type": "bearer"}}, {@code {"type": "basic"}},
 * {@code {"type": "apiKey", "in": "header", "name": "X-Key"}}, with a {@code "prefix"} where there is one; {@code {"type": "apiKeys", "keys": [...]}};
 * {@code {"type": "oauth2", ...}} with the service.
 */
public final class SchemeJson {
    private SchemeJson() {}

    /** Writes one. */
    public static Json.Obj write(CredentialScheme scheme) {
        return switch (scheme) {
            case CredentialScheme.Bearer() ->
                Json.object().put("type", "bearer").build();
            case CredentialScheme.Basic() -> Json.object().put("type", "basic").build();
            case CredentialScheme.ApiKey(Location location, String name, String prefix) ->
                Json.object()
                        .put("type", "apiKey")
                        .put("in", location.name().toLowerCase(Locale.ROOT))
                        .put("name", name)
                        .put("prefix", prefix.isEmpty() ? null : prefix)
                        .build();
            case CredentialScheme.ApiKeys(List<CredentialScheme.ApiKey> keys) ->
                Json.object().put("type", "apiKeys").put("keys", write(keys)).build();
            case CredentialScheme.OAuth(OAuthService service) -> write(service);
        };
    }

    private static Json.Obj write(OAuthService service) {
        var parameters = Json.object();
        service.parameters().forEach(parameters::put);
        UrlTemplate authorizationUrl = service.authorizationUrl();
        return Json.object()
                .put("type", "oauth2")
                .put("flow", service.flow().name())
                .put("authorizationUrl", authorizationUrl == null ? null : authorizationUrl.toString())
                .put("tokenUrl", service.tokenUrl().toString())
                .put(
                        "scopes",
                        new Json.Arr(service.scopes().stream()
                                .<Json>map(scope -> Json.object()
                                        .put("name", scope.name())
                                        .put("description", scope.description())
                                        .build())
                                .toList()))
                .put("separator", service.separator())
                .put("pkce", service.pkce())
                .put("clientAuthentication", service.clientAuthentication().name())
                .put("parameters", parameters.build())
                .build();
    }

    /** Writes several, in order. */
    public static Json.Arr write(List<? extends CredentialScheme> schemes) {
        return new Json.Arr(schemes.stream().<Json>map(SchemeJson::write).toList());
    }

    /** Reads one that was written here. */
    public static CredentialScheme read(Json.Obj stored) {
        String type = stored.text("type");
        return switch (type) {
            case "bearer" -> new CredentialScheme.Bearer();
            case "basic" -> new CredentialScheme.Basic();
            case "apiKey" -> key(stored);
            case "apiKeys" ->
                new CredentialScheme.ApiKeys(stored.items("keys").stream()
                        .map(key -> key((Json.Obj) key))
                        .toList());
            case "oauth2" -> new CredentialScheme.OAuth(service(stored));
            case null, default -> throw new IllegalStateException("no credential scheme is stored as " + type);
        };
    }

    private static CredentialScheme.ApiKey key(Json.Obj stored) {
        String prefix = stored.text("prefix");
        return new CredentialScheme.ApiKey(
                Location.valueOf(text(stored, "in").toUpperCase(Locale.ROOT)),
                text(stored, "name"),
                prefix == null ? "" : prefix);
    }

    private static OAuthService service(Json.Obj stored) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Json.Obj given = Objects.requireNonNull(stored.object("parameters"), "parameters");
        given.members().keySet().forEach(name -> parameters.put(name, text(given, name)));
        String authorizationUrl = stored.text("authorizationUrl");
        return new OAuthService(
                OAuthService.Flow.valueOf(text(stored, "flow")),
                authorizationUrl == null ? null : UrlTemplate.of(authorizationUrl),
                UrlTemplate.of(text(stored, "tokenUrl")),
                stored.items("scopes").stream()
                        .map(scope -> new OAuthService.Scope(
                                text((Json.Obj) scope, "name"), text((Json.Obj) scope, "description")))
                        .toList(),
                text(stored, "separator"),
                stored.isTrue("pkce"),
                OAuthService.ClientAuthentication.valueOf(text(stored, "clientAuthentication")),
                parameters);
    }

    private static String text(Json.Obj stored, String name) {
        return Objects.requireNonNull(stored.text(name), name);
    }
}

package dev.airlock.http.console;

import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.OAuthService;
import java.util.List;
import java.util.stream.Collectors;

/** Ways of giving a credential, in words. */
final class SchemeWords {
    private SchemeWords() {}

    static String all(List<CredentialScheme> schemes) {
        return schemes.isEmpty()
                ? "No credential"
                : schemes.stream().map(SchemeWords::of).collect(Collectors.joining(", or "));
    }

    static String of(CredentialScheme scheme) {
        return switch (scheme) {
            case CredentialScheme.Bearer b -> "Bearer token";
            case CredentialScheme.Basic b -> "User name and password";
            case CredentialScheme.ApiKey key -> "API key " + place(key.location()) + " " + key.name();
            case CredentialScheme.ApiKeys(List<CredentialScheme.ApiKey> keys) ->
                keys.stream().map(SchemeWords::of).collect(Collectors.joining(" and "));
            case CredentialScheme.OAuth(OAuthService service) ->
                service.flow() == OAuthService.Flow.AUTHORIZATION_CODE
                        ? "Sign-in at the service"
                        : "Airlock's own access to the service";
        };
    }

    private static String place(CredentialScheme.Location location) {
        return switch (location) {
            case HEADER -> "in the header";
            case QUERY -> "in the query parameter";
            case COOKIE -> "in the cookie";
        };
    }
}

package dev.airlock.http.api;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.server.Server;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The caller's own credential; each type has its own members. */
record ConnectionBody(
        SchemeBody.@Nullable Kind type,
        @Nullable String token,
        @Nullable String username,
        @Nullable String password,
        @Nullable String key) {

    Credential toCredential(Server server) {
        return switch (Input.present("type", type)) {
            case BEARER -> {
                others("token", username, password, key);
                yield new Credential.Bearer(Input.present("token", token));
            }
            case BASIC -> {
                others("username and password", token, key);
                yield new Credential.Basic(Input.present("username", username), Input.present("password", password));
            }
            case API_KEY -> {
                others("key", token, username, password);
                CredentialScheme.ApiKey scheme = keyScheme(server);
                yield new Credential.ApiKey(scheme.location(), scheme.name(), Input.present("key", key));
            }
        };
    }

    private static void others(String own, @Nullable String... members) {
        if (Arrays.stream(members).anyMatch(Objects::nonNull)) {
            throw Problem.invalid("type", "this type of credential has no members but " + own);
        }
    }

    private static CredentialScheme.ApiKey keyScheme(Server server) {
        return server.schemes().stream()
                .filter(CredentialScheme.ApiKey.class::isInstance)
                .map(CredentialScheme.ApiKey.class::cast)
                .findFirst()
                .orElseThrow(() -> Problem.invalid("type", "this server takes no API key"));
    }

    @Override
    public String toString() {
        return Credential.HIDDEN;
    }
}

package dev.airlock.http.api;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.server.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A credential to be used for a server; each type has its own members. */
record ConnectionBody(
        SchemeBody.@Nullable Kind type,
        @Nullable String token,
        @Nullable String username,
        @Nullable String password,
        @Nullable String key,
        @Nullable List<@Nullable String> keys,
        @Nullable Map<String, String> variables) {

    Credential toCredential(Server server) {
        return switch (Input.present("type", type)) {
            case BEARER -> {
                others("token", username, password, key, keys);
                yield new Credential.Bearer(Input.present("token", token));
            }
            case BASIC -> {
                others("username and password", token, key, keys);
                yield new Credential.Basic(Input.present("username", username), Input.present("password", password));
            }
            case API_KEY -> {
                others("key", token, username, password, keys);
                yield new Credential.ApiKey(
                        scheme(server, CredentialScheme.ApiKey.class, "API key"), Input.present("key", key));
            }
            case API_KEYS -> {
                others("keys", token, username, password, key);
                yield keys(scheme(server, CredentialScheme.ApiKeys.class, "API keys"));
            }
            case OAUTH ->
                throw Problem.invalid(
                        "type", "the service itself gives the token: …/connection/authorize answers where");
        };
    }

    /** Returns what is chosen for the server's variables. */
    Map<String, String> choices() {
        return VariablesBody.read(variables);
    }

    /** Returns whether a token is to come from the service itself. */
    boolean isOAuth() {
        if (type == SchemeBody.Kind.OAUTH) {
            others("those of the service", token, username, password, key, keys);
        }
        return type == SchemeBody.Kind.OAUTH;
    }

    private static void others(String own, @Nullable Object... members) {
        if (Arrays.stream(members).anyMatch(Objects::nonNull)) {
            throw Problem.invalid("type", "this type of credential has no members but " + own);
        }
    }

    private Credential keys(CredentialScheme.ApiKeys scheme) {
        List<String> given = Input.list("keys", Input.present("keys", keys));
        if (given.size() != scheme.keys().size()) {
            throw Problem.invalid("keys", "this server takes " + scheme.keys().size() + " keys that go together");
        }
        return new Credential.ApiKeys(IntStream.range(0, given.size())
                .mapToObj(i -> new Credential.ApiKey(scheme.keys().get(i), given.get(i)))
                .toList());
    }

    private static <S extends CredentialScheme> S scheme(Server server, Class<S> kind, String name) {
        return server.schemes().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> Problem.invalid("type", "this server takes no " + name));
    }

    @Override
    public String toString() {
        return Credential.HIDDEN;
    }
}

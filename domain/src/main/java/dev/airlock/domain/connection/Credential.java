package dev.airlock.domain.connection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secret that opens a service for one user. It cannot be printed: every form of it reads {@code Credential[hidden]}. */
public sealed interface Credential {
    /** A bearer token. */
    record Bearer(String token) implements Credential {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** A user name and its password. */
    record Basic(String username, String password) implements Credential {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** An API key and where it travels. */
    record ApiKey(CredentialScheme.ApiKey place, String key) implements Credential {
        /** A key with nothing before it. */
        public ApiKey(CredentialScheme.Location location, String name, String key) {
            this(new CredentialScheme.ApiKey(location, name), key);
        }

        /** The key as it travels. */
        public String value() {
            return place.prefix() + key;
        }

        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** API keys that go together. */
    record ApiKeys(List<ApiKey> keys) implements Credential {
        public ApiKeys {
            keys = List.copyOf(keys);
        }

        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /**
     * Tokens of a service's authorization server.
     *
     * @param refreshToken null where the service gives none
     * @param expiresAt when the access token ends; null where the service does not say
     */
    record OAuth(
            String accessToken,
            @Nullable String refreshToken,
            @Nullable Instant expiresAt) implements Credential {
        @Override
        public String toString() {
            return HIDDEN;
        }
    }

    /** What every credential prints as. */
    String HIDDEN = "Credential[hidden]";

    /** Returns whether this is a credential of that kind, for that place. */
    default boolean fits(CredentialScheme scheme) {
        return switch (this) {
            case Bearer b -> scheme instanceof CredentialScheme.Bearer;
            case Basic b -> scheme instanceof CredentialScheme.Basic;
            case ApiKey key -> scheme.equals(key.place());
            case ApiKeys(List<ApiKey> keys) ->
                scheme instanceof CredentialScheme.ApiKeys(List<CredentialScheme.ApiKey> places)
                        && places.equals(keys.stream().map(ApiKey::place).toList());
            case OAuth o -> scheme instanceof CredentialScheme.OAuth;
        };
    }
}

package dev.airlock.http.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import dev.airlock.domain.connection.OAuthService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way in which an API takes a credential; {@code in}, {@code name} and {@code prefix} are those of an API key, {@code keys} several that go together,
 * {@code service} what OAuth needs.
 */
record SchemeBody(
        @Nullable Kind type,
        @Nullable Place in,
        @Nullable String name,
        @Nullable String prefix,
        @Nullable List<@Nullable SchemeBody> keys,
        @Nullable OAuthServiceBody service) {
    /** Which way. */
    enum Kind {
        @JsonProperty("bearer")
        BEARER,
        @JsonProperty("basic")
        BASIC,
        @JsonProperty("apiKey")
        API_KEY,
        @JsonProperty("apiKeys")
        API_KEYS,
        @JsonProperty("oauth2")
        OAUTH;

        static Kind of(CredentialScheme scheme) {
            return switch (scheme) {
                case CredentialScheme.Bearer b -> BEARER;
                case CredentialScheme.Basic b -> BASIC;
                case CredentialScheme.ApiKey k -> API_KEY;
                case CredentialScheme.ApiKeys k -> API_KEYS;
                case CredentialScheme.OAuth o -> OAUTH;
            };
        }
    }

    /** Where an API key travels. */
    enum Place {
        @JsonProperty("header")
        HEADER,
        @JsonProperty("query")
        QUERY,
        @JsonProperty("cookie")
        COOKIE;

        static Place of(Location location) {
            return switch (location) {
                case HEADER -> HEADER;
                case QUERY -> QUERY;
                case COOKIE -> COOKIE;
            };
        }

        Location location() {
            return switch (this) {
                case HEADER -> Location.HEADER;
                case QUERY -> Location.QUERY;
                case COOKIE -> Location.COOKIE;
            };
        }
    }

    static SchemeBody of(CredentialScheme scheme) {
        Kind kind = Kind.of(scheme);
        return switch (scheme) {
            case CredentialScheme.ApiKey(Location location, String name, String prefix) ->
                new SchemeBody(kind, Place.of(location), name, prefix.isEmpty() ? null : prefix, null, null);
            case CredentialScheme.ApiKeys(List<CredentialScheme.ApiKey> keys) ->
                new SchemeBody(
                        kind,
                        null,
                        null,
                        null,
                        keys.stream().<@Nullable SchemeBody>map(SchemeBody::of).toList(),
                        null);
            case CredentialScheme.OAuth(OAuthService service) ->
                new SchemeBody(kind, null, null, null, null, OAuthServiceBody.of(service));
            case CredentialScheme.Bearer b -> new SchemeBody(kind, null, null, null, null, null);
            case CredentialScheme.Basic b -> new SchemeBody(kind, null, null, null, null, null);
        };
    }

    /** Returns the schemes, or null where the member is left out. */
    static @Nullable List<CredentialScheme> read(@Nullable List<@Nullable SchemeBody> given) {
        return given == null
                ? null
                : Input.list("authentication", given).stream()
                        .map(SchemeBody::scheme)
                        .toList();
    }

    private CredentialScheme scheme() {
        Kind kind = Input.present("authentication.type", type);
        if (kind != Kind.API_KEY && (in != null || name != null || prefix != null)) {
            throw Problem.invalid("authentication", "in, name and prefix belong to the type apiKey");
        }
        if ((kind == Kind.API_KEYS) != (keys != null) || (kind == Kind.OAUTH) != (service != null)) {
            throw Problem.invalid(
                    "authentication", "the type apiKeys has keys, oauth2 has a service, and others have neither");
        }
        return switch (kind) {
            case BEARER -> new CredentialScheme.Bearer();
            case BASIC -> new CredentialScheme.Basic();
            case API_KEY -> key();
            case API_KEYS -> keys(Input.list("authentication.keys", keys));
            case OAUTH ->
                new CredentialScheme.OAuth(
                        Input.present("authentication.service", service).service());
        };
    }

    private static CredentialScheme keys(List<SchemeBody> given) {
        if (given.size() < 2) {
            throw Problem.invalid("authentication.keys", "keys that go together are two or more");
        }
        return new CredentialScheme.ApiKeys(given.stream().map(SchemeBody::key).toList());
    }

    private CredentialScheme.ApiKey key() {
        return new CredentialScheme.ApiKey(
                Input.present("authentication.in", in).location(),
                Input.present("authentication.name", name),
                prefix == null ? "" : prefix);
    }
}

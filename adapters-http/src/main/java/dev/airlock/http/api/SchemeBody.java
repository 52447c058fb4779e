package dev.airlock.http.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.airlock.domain.connection.CredentialScheme;
import dev.airlock.domain.connection.CredentialScheme.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way in which an API takes a credential; {@code in} and {@code name} are those of an API key. */
record SchemeBody(
        @Nullable Kind type, @Nullable Place in, @Nullable String name) {
    /** Which way. */
    enum Kind {
        @JsonProperty("bearer")
        BEARER,
        @JsonProperty("basic")
        BASIC,
        @JsonProperty("apiKey")
        API_KEY;

        static Kind of(CredentialScheme scheme) {
            return switch (scheme) {
                case CredentialScheme.Bearer b -> BEARER;
                case CredentialScheme.Basic b -> BASIC;
                case CredentialScheme.ApiKey k -> API_KEY;
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
        return scheme instanceof CredentialScheme.ApiKey(Location location, String name)
                ? new SchemeBody(Kind.API_KEY, Place.of(location), name)
                : new SchemeBody(Kind.of(scheme), null, null);
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
        if (kind != Kind.API_KEY && (in != null || name != null)) {
            throw Problem.invalid("authentication", "in and name belong to the type apiKey");
        }
        return switch (kind) {
            case BEARER -> new CredentialScheme.Bearer();
            case BASIC -> new CredentialScheme.Basic();
            case API_KEY ->
                new CredentialScheme.ApiKey(
                        Input.present("authentication.in", in).location(), Input.present("authentication.name", name));
        };
    }
}

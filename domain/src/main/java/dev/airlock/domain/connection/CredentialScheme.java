package dev.airlock.domain.connection;

import dev.airlock.domain.call.ReservedHeaders;
import dev.airlock.domain.net.UrlTemplate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A way in which an API accepts a credential. */
public sealed interface CredentialScheme {
    /** {@code Authorization: Bearer …} (RFC 6750). */
    record Bearer() implements CredentialScheme {}

    /** {@code Authorization: Basic …} (RFC 7617). */
    record Basic() implements CredentialScheme {}

    /**
     * A key under a name of the API's own.
     *
     * @param prefix what stands before the key, such as {@code "Token token="}; mostly nothing
     */
    record ApiKey(Location location, String name, String prefix) implements CredentialScheme {
        private static final int LONGEST = 100;

        /** A key with nothing before it. */
        public ApiKey(Location location, String name) {
            this(location, name, "");
        }

        /** Returns why no key can be sent like that, or null where one can: most headers of HTTP's own, and all of Airlock's, carry no key. */
        public @Nullable String problem() {
            if (name.isBlank() || name.length() > LONGEST) {
                return "say what the key is called, in at most " + LONGEST + " characters, such as X-API-Key";
            }
            if (location == Location.HEADER
                    && ReservedHeaders.contains(name)
                    && !name.equalsIgnoreCase("Authorization")) {
                return "\"" + name + "\" carries no key: it is no header name, or belongs to Airlock or to HTTP";
            }
            return prefix.length() <= LONGEST && prefix.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                    ? null
                    : "what stands before a key is printable ASCII, at most " + LONGEST + " characters";
        }
    }

    /** Several keys that go together. */
    record ApiKeys(List<ApiKey> keys) implements CredentialScheme {
        public ApiKeys {
            keys = List.copyOf(keys);
            if (keys.size() < 2) {
                throw new IllegalArgumentException("keys that go together are two or more");
            }
        }
    }

    /** An access token that the service's authorization server gives, sent as {@link Bearer}. */
    record OAuth(OAuthService service) implements CredentialScheme {}

    /** The keys that travel under names of the API's own. */
    default List<ApiKey> keys() {
        return switch (this) {
            case ApiKey key -> List.of(key);
            case ApiKeys(List<ApiKey> several) -> several;
            case Bearer b -> List.of();
            case Basic b -> List.of();
            case OAuth o -> List.of();
        };
    }

    /** The addresses at which tokens are come by; none where the credential is no token of an authorization server. */
    default Stream<UrlTemplate> urls() {
        return this instanceof OAuth(OAuthService service) ? service.urls() : Stream.of();
    }

    /** Where a key travels. */
    enum Location {
        /** In a request header. */
        HEADER,
        /** In the query string. */
        QUERY,
        /** In a cookie. */
        COOKIE
    }
}

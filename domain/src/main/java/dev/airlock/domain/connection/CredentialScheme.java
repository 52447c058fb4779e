package dev.airlock.domain.connection;

/** A way in which an API accepts a credential. */
public sealed interface CredentialScheme {
    /** {@code Authorization: Bearer …} (RFC 6750). */
    record Bearer() implements CredentialScheme {}

    /** {@code Authorization: Basic …} (RFC 7617). */
    record Basic() implements CredentialScheme {}

    /** A key under a name of the API's own. */
    record ApiKey(Location location, String name) implements CredentialScheme {}

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

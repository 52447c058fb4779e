package dev.airlock.application.oauth;

/**
 * An error as OAuth names it (RFC 6749, RFC 7591, RFC 8707).
 *
 * @param code the error code, such as {@code invalid_grant}
 * @param description what was wrong and what would be right, in ASCII without quotes
 */
public record OAuthError(String code, String description) {
    /** The request is not as it must be. */
    public static OAuthError invalidRequest(String description) {
        return new OAuthError("invalid_request", description);
    }

    /** The client is unknown, removed, or has not proved who it is; it should register again. */
    public static OAuthError invalidClient(String description) {
        return new OAuthError("invalid_client", description);
    }

    /** The code or refresh token is no good; its person must be asked again. */
    public static OAuthError invalidGrant(String description) {
        return new OAuthError("invalid_grant", description);
    }

    /** The resource is none of ours, or not the one that was allowed. */
    public static OAuthError invalidTarget(String description) {
        return new OAuthError("invalid_target", description);
    }

    /** More is asked for than was allowed. */
    public static OAuthError invalidScope(String description) {
        return new OAuthError("invalid_scope", description);
    }

    /** A redirect URI cannot be accepted. */
    public static OAuthError invalidRedirectUri(String description) {
        return new OAuthError("invalid_redirect_uri", description);
    }

    /** The metadata of a client cannot be accepted. */
    public static OAuthError invalidClientMetadata(String description) {
        return new OAuthError("invalid_client_metadata", description);
    }

    /** Airlock cannot do it now, for instance because nothing can be recorded. */
    public static OAuthError unavailable(String description) {
        return new OAuthError("temporarily_unavailable", description);
    }
}

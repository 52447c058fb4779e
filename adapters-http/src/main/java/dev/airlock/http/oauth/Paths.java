package dev.airlock.http.oauth;

/** Where the endpoints are. */
final class Paths {
    static final String METADATA = "/.well-known/oauth-authorization-server";
    static final String OPENID_METADATA = "/.well-known/openid-configuration";
    static final String KEYS = "/oauth/jwks";
    static final String REGISTER = "/oauth/register";
    static final String TOKEN = "/oauth/token";
    static final String REVOKE = "/oauth/revoke";

    private Paths() {}
}

package dev.airlock.http.oauth;

import dev.airlock.application.oauth.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;

/** The public keys under which access tokens can be verified (RFC 7517). */
final class KeysEndpoint implements Endpoint {
    private final AccessTokens tokens;

    KeysEndpoint(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Reply answer(HttpServletRequest request) {
        return Reply.of(200, tokens.keys());
    }
}

package dev.airlock.application.oauth;

import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.oauth.CodeChallenge;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.domain.oauth.OAuthClient;
import dev.airlock.domain.oauth.RedirectUri;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a person to allow; everything about it is in order.
 *
 * @param redirect where the client is answered, as it asked
 * @param resource the endpoint; null where the client named none, and the person chooses
 * @param state what the client wants back, byte for byte
 */
public record AuthorizationRequest(
        OAuthClient client,
        RedirectUri redirect,
        CodeChallenge challenge,
        @Nullable McpResource resource,
        Access access,
        @Nullable String state) {}

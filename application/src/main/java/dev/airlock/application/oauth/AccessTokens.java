package dev.airlock.application.oauth;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.Grant;
import dev.airlock.domain.oauth.GrantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Access tokens as signed JSON web tokens (RFC 9068), bound to one MCP endpoint. */
public interface AccessTokens {
    /** Signs a token for what the grant allows. */
    String sign(Grant grant, Instant now, Instant expiresAt);

    /** Reads a token; null where it is not one that this installation signed for itself, or not of this kind, or altered. Expiry is the caller's to judge. */
    @Nullable
    Claims verify(String token);

    /** The public keys, as a JSON Web Key Set (RFC 7517). */
    Json.Obj keys();

    /** What a token says. */
    record Claims(GrantId grant, String audience, Instant issuedAt, Instant expiresAt) {}
}

package dev.airlock.domain.oauth;

import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import java.time.Instant;

/**
 * That a person lets a client act for them at one MCP endpoint. All tokens of the client there come from it and end with it.
 *
 * @param clientName what the client called itself when it was allowed
 * @param access how far the client may go
 * @param expiresAt when the person must be asked again, however often the tokens are refreshed until then
 */
public record Grant(
        OrganizationId organization,
        GrantId id,
        UserId user,
        ClientId client,
        String clientName,
        McpResource resource,
        TokenScope.Access access,
        Instant createdAt,
        Instant expiresAt) {
    /** Returns whether it still holds. */
    public boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}

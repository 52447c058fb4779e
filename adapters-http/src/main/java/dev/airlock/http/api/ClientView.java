package dev.airlock.http.api;

import dev.airlock.application.oauth.Grants;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.oauth.Grant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client that somebody allowed to act for them.
 *
 * @param name what it calls itself
 * @param person the e-mail address of whom it acts for
 * @param expiresAt when it must ask again
 */
record ClientView(
        String id,
        String name,
        String clientId,
        String person,
        String url,
        TokenScope.Access access,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastAddress) {

    static ClientView of(Grants.Listed listed, McpUrls urls) {
        Grant grant = listed.grant();
        return new ClientView(
                grant.id().toString(),
                grant.clientName(),
                grant.client().value(),
                listed.membership().person().email().value(),
                urls.of(grant.resource()),
                grant.access(),
                grant.createdAt(),
                grant.expiresAt(),
                listed.lastUsedAt(),
                listed.lastAddress());
    }
}

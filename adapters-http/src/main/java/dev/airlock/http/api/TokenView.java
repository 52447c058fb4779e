package dev.airlock.http.api;

import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.server.ServerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A personal access token as its owner sees it.
 *
 * @param servers the slugs of those that it reaches, or null for every server
 * @param secret what agents and scripts present; only where it was just issued
 */
record TokenView(
        String id,
        String name,
        TokenScope.Access access,
        @Nullable List<String> servers,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastAddress,
        @Nullable String secret) {

    static TokenView of(PersonalAccessToken token, Map<ServerId, String> slugs) {
        return new TokenView(
                token.id().toString(),
                token.name(),
                token.scope().access(),
                servers(token.scope(), slugs),
                token.createdAt(),
                token.expiresAt(),
                null,
                null,
                null);
    }

    private static @Nullable List<String> servers(TokenScope scope, Map<ServerId, String> slugs) {
        return scope.servers().isEmpty()
                ? null
                : scope.servers().stream()
                        .map(server -> slugs.getOrDefault(server, server.toString()))
                        .sorted()
                        .toList();
    }

    TokenView lastUsed(@Nullable Instant at, @Nullable String address) {
        return new TokenView(id, name, access, servers, createdAt, expiresAt, at, address, secret);
    }

    TokenView withSecret(String shownOnce) {
        return new TokenView(id, name, access, servers, createdAt, expiresAt, lastUsedAt, lastAddress, shownOnce);
    }

    @Override
    public String toString() {
        return "TokenView[" + id + "]";
    }
}

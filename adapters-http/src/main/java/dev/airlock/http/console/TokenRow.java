package dev.airlock.http.console;

import dev.airlock.application.identity.Tokens;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.PersonalAccessToken;
import dev.airlock.domain.identity.TokenScope.Access;
import dev.airlock.domain.server.ServerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token in a list. */
record TokenRow(
        String id,
        String name,
        String access,
        String servers,
        Moment created,
        Moment expires,
        boolean expired,
        @Nullable Moment lastUsed,
        @Nullable String lastAddress) {

    static TokenRow of(Tokens.Listed listed, List<Servers.Listed> known, Instant now) {
        PersonalAccessToken token = listed.token();
        String servers = servers(token, known);
        return new TokenRow(
                token.id().toString(),
                token.name(),
                token.scope().access() == Access.READ ? "Reads only" : "Everything",
                servers.isEmpty() ? "every server" : servers,
                Moment.of(token.createdAt(), now),
                Moment.of(token.expiresAt(), now),
                !token.isValidAt(now),
                Moment.ofNullable(listed.lastUsedAt(), now),
                listed.lastAddress());
    }

    private static String servers(PersonalAccessToken token, List<Servers.Listed> known) {
        Map<ServerId, String> names = known.stream()
                .collect(Collectors.toMap(
                        listed -> listed.server().id(),
                        listed -> listed.server().name()));
        return token.scope().servers().stream()
                .map(id -> names.getOrDefault(id, "a removed server"))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

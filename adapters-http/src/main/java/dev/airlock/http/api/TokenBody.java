package dev.airlock.http.api;

import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A token to be issued.
 *
 * @param expiresInDays 1 to 366; 90 where it is left out
 * @param access {@code READ} where it is left out
 * @param servers the slugs of those that it reaches; every server of its user where it is left out
 */
record TokenBody(
        @Nullable String name,
        @Nullable Integer expiresInDays,
        TokenScope.@Nullable Access access,
        @Nullable List<@Nullable String> servers) {
    private static final int DEFAULT_DAYS = 90;

    String wantedName() {
        return Input.present("name", name);
    }

    Duration lifetime() {
        return Duration.ofDays(expiresInDays == null ? DEFAULT_DAYS : expiresInDays);
    }

    TokenScope scope(Caller caller, ReadServers readServers) {
        TokenScope.Access wanted = access == null ? TokenScope.Access.READ : access;
        if (servers == null) {
            return new TokenScope(Set.of(), wanted);
        }
        List<String> slugs = Input.list("servers", servers);
        if (slugs.isEmpty()) {
            throw Problem.invalid("servers", "names none; leave it out for a token that reaches every server");
        }
        Map<String, ServerId> ids = readServers.list(caller).stream()
                .map(Servers.Listed::server)
                .collect(Collectors.toMap(server -> server.slug().value(), Server::id));
        return new TokenScope(slugs.stream().map(find(ids)).collect(Collectors.toUnmodifiableSet()), wanted);
    }

    private static Function<String, ServerId> find(Map<String, ServerId> ids) {
        return slug -> {
            ServerId id = ids.get(slug);
            if (id == null) {
                throw Problem.invalid("servers", "there is no server \"" + slug + "\"");
            }
            return id;
        };
    }
}

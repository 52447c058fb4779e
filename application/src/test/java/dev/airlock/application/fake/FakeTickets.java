package dev.airlock.application.fake;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.identity.TokenReference;
import dev.airlock.application.identity.Tokens;
import dev.airlock.application.oauth.Grants;
import dev.airlock.application.oauth.Tickets;
import dev.airlock.domain.oauth.McpResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeTickets implements Tickets {
    private final Memory memory;
    private final Tokens tokens;
    private final Grants grants;
    private final InstantSource clock;
    private final Map<SecretHash, Issued> issued;

    private record Issued(McpResource resource, TokenReference token, Instant at) {}

    FakeTickets(Memory memory, Tokens tokens, Grants grants, InstantSource clock) {
        this.memory = memory;
        this.tokens = tokens;
        this.grants = grants;
        this.clock = clock;
        this.issued = memory.table();
    }

    @Override
    public boolean add(SecretHash ticket, McpResource resource, TokenReference token) {
        return exists(token)
                && memory.in(token.organization(), () -> {
                    issued.put(ticket, new Issued(resource, token, clock.instant()));
                    return true;
                });
    }

    @Override
    public @Nullable TokenReference redeem(SecretHash ticket, McpResource resource, Duration lifetime) {
        return memory.anywhere(() -> {
            Issued found = issued.get(ticket);
            if (found == null
                    || !found.resource.equals(resource)
                    || found.at.plus(lifetime).isBefore(clock.instant())
                    || !exists(found.token)) {
                return null;
            }
            issued.remove(ticket);
            return found.token;
        });
    }

    private boolean exists(TokenReference token) {
        return switch (token) {
            case TokenReference.Personal personal -> tokens.find(personal.hash()) != null;
            case TokenReference.Access access -> grants.find(access.grant()) != null;
        };
    }
}

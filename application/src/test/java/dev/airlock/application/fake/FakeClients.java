package dev.airlock.application.fake;

import dev.airlock.application.identity.SecretHash;
import dev.airlock.application.oauth.Clients;
import dev.airlock.domain.oauth.ClientId;
import dev.airlock.domain.oauth.OAuthClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeClients implements Clients {
    private final Memory memory;
    private final InstantSource clock;
    private final Map<ClientId, Row> clients;

    private record Row(Registered registered, Instant createdAt, boolean allowed) {}

    FakeClients(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
        this.clients = memory.table();
    }

    @Override
    public void add(OAuthClient client, @Nullable SecretHash secret) {
        memory.anywhere(
                () -> clients.put(client.id(), new Row(new Registered(client, secret), clock.instant(), false)));
    }

    @Override
    public @Nullable Registered find(ClientId id) {
        return memory.anywhere(() -> {
            Row row = clients.get(id);
            return row == null ? null : row.registered;
        });
    }

    @Override
    public int removeUnused(Duration age) {
        return memory.anywhere(() -> {
            int before = clients.size();
            Instant youngest = clock.instant().minus(age);
            clients.values().removeIf(row -> !row.allowed && !row.createdAt.isAfter(youngest));
            return before - clients.size();
        });
    }

    void noteAllowed(ClientId id) {
        clients.computeIfPresent(id, (same, row) -> new Row(row.registered, row.createdAt, true));
    }
}

package dev.airlock.application.fake;

import dev.airlock.application.mail.Deliveries;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.identity.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps messages in memory. */
public final class FakeOutbox implements Outbox, Deliveries {
    private final Memory memory;
    private final CountingIds ids = new CountingIds();
    private final Map<UUID, Row> rows;

    private record Row(
            OrganizationId organization,
            UUID id,
            Message message,
            Instant createdAt,
            Instant dueAt,
            int attempts,
            int uncertain) {
        Row due(Instant at, int attempts, int uncertain) {
            return new Row(organization, id, message, createdAt, at, attempts, uncertain);
        }

        Delivery delivery() {
            return new Delivery(organization, id, message, createdAt, attempts + 1, uncertain);
        }
    }

    FakeOutbox(Memory memory) {
        this.memory = memory;
        this.rows = memory.table();
    }

    @Override
    public void add(OrganizationId organization, Message message, Instant now) {
        UUID id = ids.get();
        memory.in(organization, () -> rows.put(id, new Row(organization, id, message, now, now, 0, 0)));
    }

    @Override
    public List<Waiting> waiting(OrganizationId organization, int most) {
        return memory.in(
                organization,
                () -> rows.values().stream()
                        .filter(row -> row.organization.equals(organization))
                        .map(row -> new Waiting(row.message, row.createdAt))
                        .toList()
                        .reversed()
                        .stream()
                        .sorted(Comparator.comparing(Waiting::createdAt).reversed())
                        .limit(most)
                        .toList());
    }

    @Override
    public @Nullable Delivery take(Instant now, Instant until) {
        return memory.anywhere(() -> rows.values().stream()
                .filter(row -> !row.dueAt.isAfter(now))
                .min(Comparator.comparing(Row::dueAt))
                .map(row -> {
                    rows.put(row.id, row.due(until, row.attempts + 1, row.uncertain + 1));
                    return row.delivery();
                })
                .orElse(null));
    }

    @Override
    public boolean remove(Delivery delivery) {
        return memory.in(delivery.organization(), () -> isOfAttempt(delivery) && rows.remove(delivery.id()) != null);
    }

    @Override
    public boolean putBack(Delivery delivery, Instant dueAt, boolean mayHaveArrived) {
        return memory.in(delivery.organization(), () -> {
            boolean mine = isOfAttempt(delivery);
            if (mine) {
                Row row = rows.get(delivery.id());
                rows.put(row.id, row.due(dueAt, row.attempts, delivery.uncertain() + (mayHaveArrived ? 1 : 0)));
            }
            return mine;
        });
    }

    private boolean isOfAttempt(Delivery delivery) {
        Row row = rows.get(delivery.id());
        return row != null && row.attempts == delivery.attempt();
    }
}

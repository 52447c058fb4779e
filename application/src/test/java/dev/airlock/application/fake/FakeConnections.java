package dev.airlock.application.fake;

import dev.airlock.application.connection.Connections;
import dev.airlock.application.gate.Admission;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class FakeConnections implements Connections {
    private final Memory memory;
    private final InstantSource clock;
    private final Map<Place, Kept> connections;
    private final Map<Place, Long> removals;

    private record Place(
            OrganizationId organization,
            ServerId server,
            @Nullable UserId user) {
        static Place of(Connection connection) {
            return new Place(connection.organization(), connection.server(), connection.user());
        }
    }

    private record Kept(
            Connection connection,
            @Nullable Instant leasedUntil,
            @Nullable Instant lastUsedAt) {}

    FakeConnections(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
        this.connections = memory.table();
        this.removals = memory.table();
    }

    @Override
    public @Nullable Connection find(OrganizationId organization, ServerId server, @Nullable UserId user) {
        return memory.in(organization, () -> {
            Kept kept = connections.get(new Place(organization, server, user));
            return kept == null ? null : kept.connection;
        });
    }

    @Override
    public void put(Admission admission, Connection connection) {
        memory.in(
                admission.organization(),
                () -> connections.put(Place.of(connection), new Kept(connection, null, null)));
    }

    @Override
    public boolean remove(Admission admission, ServerId server, @Nullable UserId user) {
        var place = new Place(admission.organization(), server, user);
        return memory.in(admission.organization(), () -> {
            boolean removed = connections.remove(place) != null;
            if (removed) {
                removals.merge(place, 1L, Long::sum);
            }
            return removed;
        });
    }

    @Override
    public long removals(OrganizationId organization, ServerId server, @Nullable UserId user) {
        return memory.in(organization, () -> removals.getOrDefault(new Place(organization, server, user), 0L));
    }

    @Override
    public boolean lease(Connection connection, Duration longest) {
        Instant now = clock.instant();
        return change(
                connection,
                kept -> kept.leasedUntil != null && now.isBefore(kept.leasedUntil)
                        ? null
                        : new Kept(kept.connection, now.plus(longest), kept.lastUsedAt));
    }

    @Override
    public boolean renew(Connection renewed) {
        return memory.in(renewed.organization(), () -> {
            Kept kept = connections.get(Place.of(renewed));
            boolean same = kept != null
                    && kept.connection.id().equals(renewed.id())
                    && kept.connection.version() == renewed.version() - 1;
            if (same) {
                connections.put(Place.of(renewed), new Kept(renewed, null, kept.lastUsedAt));
            }
            return same;
        });
    }

    @Override
    public void release(Connection connection) {
        change(connection, kept -> new Kept(kept.connection, null, kept.lastUsedAt));
    }

    @Override
    public boolean breakOff(Connection connection, String fault) {
        return change(
                connection,
                kept -> kept.connection.fault() != null
                        ? null
                        : new Kept(kept.connection.broken(fault), null, kept.lastUsedAt));
    }

    @Override
    public boolean identify(Admission admission, Connection identified) {
        return change(
                identified,
                kept -> new Kept(kept.connection.identified(identified.account()), kept.leasedUntil, kept.lastUsedAt));
    }

    @Override
    public boolean place(Admission admission, Connection placed) {
        return change(
                placed,
                kept -> new Kept(
                        kept.connection.at(placed.origins(), placed.variables()), kept.leasedUntil, kept.lastUsedAt));
    }

    @Override
    public void used(Connection connection, Instant at) {
        change(connection, kept -> new Kept(kept.connection, kept.leasedUntil, at));
    }

    @Override
    public @Nullable Instant lastUsed(Connection connection) {
        return memory.in(connection.organization(), () -> {
            Kept kept = connections.get(Place.of(connection));
            return kept == null ? null : kept.lastUsedAt;
        });
    }

    /** Changes what is kept of exactly this connection at this version. */
    private boolean change(Connection connection, UnaryOperator<@Nullable Kept> step) {
        return memory.in(connection.organization(), () -> {
            Kept kept = connections.get(Place.of(connection));
            Kept changed = kept != null
                            && kept.connection.id().equals(connection.id())
                            && kept.connection.version() == connection.version()
                    ? step.apply(kept)
                    : null;
            if (changed != null) {
                connections.put(Place.of(connection), changed);
            }
            return changed != null;
        });
    }

    /** Removes everyone's connections to a server. */
    void removeAll(ServerId server) {
        connections.keySet().removeIf(place -> place.server.equals(server));
    }

    /** Removes a user's connections to all servers. */
    void removeAll(OrganizationId organization, UserId user) {
        connections.keySet().removeIf(place -> place.organization.equals(organization) && user.equals(place.user));
    }
}

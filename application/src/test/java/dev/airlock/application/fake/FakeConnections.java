package dev.airlock.application.fake;

import dev.airlock.application.connection.Connections;
import dev.airlock.application.gate.Admission;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.ServerId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeConnections implements Connections {
    private final Memory memory;
    private final Map<Place, Connection> connections;

    private record Place(OrganizationId organization, ServerId server, UserId user) {}

    FakeConnections(Memory memory) {
        this.memory = memory;
        this.connections = memory.table();
    }

    @Override
    public @Nullable Connection find(OrganizationId organization, ServerId server, UserId user) {
        return memory.in(organization, () -> connections.get(new Place(organization, server, user)));
    }

    @Override
    public void put(Admission admission, Connection connection) {
        memory.in(
                admission.organization(),
                () -> connections.put(
                        new Place(connection.organization(), connection.server(), connection.user()), connection));
    }

    @Override
    public boolean remove(Admission admission, ServerId server) {
        var place =
                new Place(admission.organization(), server, admission.caller().user());
        return memory.in(admission.organization(), () -> connections.remove(place) != null);
    }

    /** Removes everyone's connections to a server. */
    void removeAll(ServerId server) {
        connections.keySet().removeIf(place -> place.server.equals(server));
    }

    /** Removes a user's connections to all servers. */
    void removeAll(OrganizationId organization, UserId user) {
        connections.keySet().removeIf(place -> place.organization.equals(organization) && place.user.equals(user));
    }
}

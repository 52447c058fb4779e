package dev.airlock.application.fake;

import dev.airlock.application.connection.ServiceClients;
import dev.airlock.application.gate.Admission;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.server.ServerId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class FakeServiceClients implements ServiceClients {
    private final Memory memory;
    private final Map<Place, ServiceClient> clients;

    private record Place(OrganizationId organization, ServerId server) {}

    FakeServiceClients(Memory memory) {
        this.memory = memory;
        this.clients = memory.table();
    }

    @Override
    public @Nullable ServiceClient find(OrganizationId organization, ServerId server) {
        return memory.in(organization, () -> clients.get(new Place(organization, server)));
    }

    @Override
    public void put(Admission admission, ServiceClient client) {
        memory.in(
                admission.organization(), () -> clients.put(new Place(client.organization(), client.server()), client));
    }

    @Override
    public boolean remove(Admission admission, ServerId server) {
        return memory.in(
                admission.organization(), () -> clients.remove(new Place(admission.organization(), server)) != null);
    }

    /** Removes the registration of a server. */
    void removeAll(ServerId server) {
        clients.keySet().removeIf(place -> place.server.equals(server));
    }
}

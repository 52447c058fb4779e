package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.server.Servers;
import dev.airlock.domain.identity.GroupId;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerAccess;
import dev.airlock.domain.tool.Tool;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class FakeServers implements Servers {
    private final Memory memory;
    private final FakeConnections connections;
    private final FakeServiceClients serviceClients;
    private final Map<Address, Loaded> servers;

    private record Address(OrganizationId organization, Slug slug) {}

    FakeServers(Memory memory, FakeConnections connections, FakeServiceClients serviceClients) {
        this.serviceClients = serviceClients;
        this.memory = memory;
        this.connections = connections;
        this.servers = memory.table();
    }

    @Override
    public List<Listed> list(OrganizationId organization) {
        return memory.in(
                organization,
                () -> servers.values().stream()
                        .filter(loaded -> loaded.server().organization().equals(organization))
                        .map(loaded ->
                                new Listed(loaded.server(), loaded.tools().size()))
                        .sorted(Comparator.comparing(listed -> listed.server().name()))
                        .toList());
    }

    @Override
    public @Nullable Loaded load(OrganizationId organization, Slug slug) {
        return memory.in(organization, () -> servers.get(new Address(organization, slug)));
    }

    @Override
    public boolean add(Admission admission, Server server, List<Tool> tools, PolicySet policy) {
        return memory.in(
                admission.organization(),
                () -> servers.putIfAbsent(address(server), new Loaded(server, sorted(tools), policy)) == null);
    }

    @Override
    public boolean update(Admission admission, Server server) {
        return replace(
                admission,
                server,
                stored -> new Loaded(next(stored.server(), server), stored.tools(), stored.policy()));
    }

    @Override
    public boolean replaceTools(Admission admission, Server server, List<Tool> tools) {
        return replace(
                admission,
                server,
                stored -> new Loaded(next(stored.server(), stored.server()), sorted(tools), stored.policy()));
    }

    @Override
    public boolean replacePolicy(Admission admission, Server server, PolicySet policy) {
        return replace(
                admission,
                server,
                stored -> new Loaded(next(stored.server(), stored.server()), stored.tools(), policy));
    }

    private boolean replace(Admission admission, Server server, UnaryOperator<Loaded> change) {
        return memory.in(admission.organization(), () -> {
            Loaded stored = servers.get(address(server));
            if (stored == null
                    || !stored.server().id().equals(server.id())
                    || stored.server().version() != server.version()) {
                return false;
            }
            servers.put(address(server), change.apply(stored));
            return true;
        });
    }

    @Override
    public boolean remove(Admission admission, Slug slug) {
        return memory.in(admission.organization(), () -> {
            Loaded removed = servers.remove(new Address(admission.organization(), slug));
            if (removed != null) {
                connections.removeAll(removed.server().id());
                serviceClients.removeAll(removed.server().id());
            }
            return removed != null;
        });
    }

    /** Takes a user off the lists of who may use a server, and returns the servers that named them. */
    List<Slug> withdraw(OrganizationId organization, UserId user) {
        List<Server> naming = servers.values().stream()
                .map(Loaded::server)
                .filter(server -> server.organization().equals(organization)
                        && server.access().users().contains(user))
                .toList();
        for (Server server : naming) {
            var users = new HashSet<>(server.access().users());
            users.remove(user);
            Server without = server.withAccess(ServerAccess.only(server.access().groups(), users));
            servers.computeIfPresent(
                    address(server), (address, loaded) -> new Loaded(without, loaded.tools(), loaded.policy()));
        }
        return naming.stream().map(Server::slug).toList();
    }

    /** Returns the servers whose access or policy names the group. */
    List<Slug> naming(OrganizationId organization, GroupId group) {
        return servers.values().stream()
                .filter(loaded -> loaded.server().organization().equals(organization))
                .filter(loaded -> loaded.server().access().groups().contains(group)
                        || loaded.policy().rules().stream()
                                .anyMatch(rule -> (rule.subjects().groups().contains(group)
                                        || rule.approval().groups().contains(group))))
                .map(loaded -> loaded.server().slug())
                .sorted(Comparator.comparing(Slug::value))
                .toList();
    }

    private static Address address(Server server) {
        return new Address(server.organization(), server.slug());
    }

    private static List<Tool> sorted(List<Tool> tools) {
        return tools.stream().sorted(Comparator.comparing(Tool::name)).toList();
    }

    private static Server next(Server server, Server given) {
        return new Server(
                server.organization(),
                server.id(),
                server.slug(),
                given.name(),
                given.description(),
                server.type(),
                given.target(),
                server.owner(),
                given.schemes(),
                given.access(),
                given.conventions(),
                server.version() + 1,
                server.createdAt());
    }
}

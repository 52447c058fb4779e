package dev.airlock.application.connection;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeCache;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import org.jspecify.annotations.Nullable;

/** The connections that callers use, kept sealed in memory so that a call reads nothing from the database. */
public final class CallerConnections {
    private static final int CAPACITY = 20_000;

    private record Key(OrganizationId organization, ServerId server, UserId user) {}

    private final Connections connections;
    private final ChangeCache<Key, Connection> kept = new ChangeCache<>(CAPACITY);

    /** Makes the cache; it listens for changes. */
    public CallerConnections(Connections connections, ChangeNotices notices) {
        this.connections = connections;
        notices.subscribe(change -> {
            switch (change) {
                case Change.OfConnection c -> kept.dropKey(new Key(c.organization(), c.server(), c.user()));
                case Change.OfServer s -> kept.drop(key -> key.organization().equals(s.organization()));
                case Change.OfOrganization o ->
                    kept.drop(key -> key.organization().equals(o.organization()));
                case Change.Unknown u -> kept.clear();
                case Change.OfToken t -> {}
                case Change.OfGrant g -> {}
                case Change.OfPerson p -> kept.drop(key -> key.user().equals(p.user()));
            }
        });
    }

    /** Returns the caller's own connection to the server, or null. */
    public @Nullable Connection find(Caller caller, Server server) {
        return kept.get(
                new Key(caller.organizationId(), server.id(), caller.user()),
                key -> connections.find(key.organization, key.server, key.user));
    }
}

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections that callers use, kept sealed in memory so that a call reads nothing from the database. */
public final class CallerConnections {
    private static final int CAPACITY = 20_000;

    private record Key(
            OrganizationId organization,
            ServerId server,
            @Nullable UserId user) {}

    private final Connections connections;
    private final ChangeCache<Key, Optional<Connection>> kept = new ChangeCache<>(CAPACITY);

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
                case Change.OfPerson p -> kept.drop(key -> p.user().equals(key.user()));
            }
        });
    }

    /** Returns the connection that the caller's calls to the server go with: their own, else the shared one; null where there is neither. */
    public @Nullable Connection find(Caller caller, Server server) {
        Connection own = find(new Key(caller.organizationId(), server.id(), caller.user()));
        return own == null ? find(new Key(caller.organizationId(), server.id(), null)) : own;
    }

    private @Nullable Connection find(Key key) {
        Optional<Connection> known =
                kept.get(key, one -> Optional.ofNullable(connections.find(one.organization, one.server, one.user)));
        return known == null ? null : known.orElse(null);
    }
}

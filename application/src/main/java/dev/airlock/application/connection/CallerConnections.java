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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The connections that callers use, kept sealed in memory so that a call reads nothing from the database. */
public final class CallerConnections {
    private static final int CAPACITY = 20_000;

    private record Key(
            OrganizationId organization,
            ServerId server,
            @Nullable UserId user) {}

    private record Found(@Nullable Connection connection, long removals) {}

    private final Connections connections;
    private final ChangeCache<Key, Found> kept = new ChangeCache<>(CAPACITY);

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
                case Change.OfApproval a -> {}
                case Change.OfPerson p -> kept.drop(key -> p.user().equals(key.user()));
            }
        });
    }

    /** Returns the connection that the caller's calls to the server go with: their own, else the shared one; null where there is neither. */
    public @Nullable Connection find(Caller caller, Server server) {
        Connection own = find(own(caller, server)).connection;
        return own == null ? find(shared(caller, server)).connection : own;
    }

    /** Returns how often a connection of theirs, or a shared one, was taken away that is not there now. */
    public long removals(Caller caller, Server server) {
        return find(own(caller, server)).removals + find(shared(caller, server)).removals;
    }

    private static Key own(Caller caller, Server server) {
        return new Key(caller.organizationId(), server.id(), caller.user());
    }

    private static Key shared(Caller caller, Server server) {
        return new Key(caller.organizationId(), server.id(), null);
    }

    private Found find(Key key) {
        return Objects.requireNonNull(kept.get(key, this::load));
    }

    private Found load(Key key) {
        Connection connection = connections.find(key.organization, key.server, key.user);
        long removals = connection == null ? connections.removals(key.organization, key.server, key.user) : 0;
        return new Found(connection, removals);
    }
}

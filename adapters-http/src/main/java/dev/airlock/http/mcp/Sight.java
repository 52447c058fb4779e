package dev.airlock.http.mcp;

import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.Membership;
import org.jspecify.annotations.Nullable;

/**
 * What a stream looks at.
 *
 * @param membership the caller's place in the organization
 * @param version the server's
 * @param connection what the caller's calls go with, or null
 * @param removals how often such a connection was taken away
 */
record Sight(Membership membership, long version, @Nullable Connection connection, long removals) {
    /** Returns whether the list of tools may be another than it was. */
    boolean listsOtherThan(Sight before) {
        return version != before.version || !membership.equals(before.membership);
    }

    /** Returns whether a connection was made since, and works. */
    boolean connectedSince(Sight before) {
        Connection old = before.connection;
        return connection != null
                && connection.fault() == null
                && (old == null
                        || old.fault() != null
                        || !old.id().equals(connection.id())
                        || old.generation() != connection.generation());
    }
}

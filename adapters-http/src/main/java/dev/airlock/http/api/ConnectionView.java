package dev.airlock.http.api;

import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.server.Server;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The caller's connection to a server, without its secret.
 *
 * @param connected whether calls can use it: false too where the server's target moved to another origin since it was made
 */
record ConnectionView(
        boolean connected,
        SchemeBody.@Nullable Kind type,
        @Nullable Instant updatedAt,
        @Nullable Long version) {

    static ConnectionView of(Server server, @Nullable Connection connection) {
        return connection == null
                ? new ConnectionView(false, null, null, null)
                : new ConnectionView(
                        connection.origin().equals(server.origin()),
                        SchemeBody.Kind.of(connection.scheme()),
                        connection.updatedAt(),
                        connection.version());
    }
}

package dev.airlock.http.api;

import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.server.Server;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, without its secret.
 *
 * @param account who the service says that it belongs to; null where that is not known
 * @param variables what was chosen for the server's variables
 * @param origins scheme, host and port of each place to which the credential may be sent
 * @param fault why it does not work any more; null while it works
 * @param connected whether calls can use it: false too where the server's target moved to another origin since it was made, or a choice is missing
 */
record ConnectionView(
        boolean connected,
        SchemeBody.@Nullable Kind type,
        @Nullable Instant updatedAt,
        @Nullable Long version,
        @Nullable String account,
        @Nullable Map<String, String> variables,
        @Nullable List<String> origins,
        @Nullable String fault) {

    static ConnectionView of(Server server, @Nullable Connection connection) {
        return connection == null
                ? new ConnectionView(false, null, null, null, null, null, null, null)
                : new ConnectionView(
                        connection.fits(server) && connection.fault() == null,
                        SchemeBody.Kind.of(connection.scheme()),
                        connection.updatedAt(),
                        connection.version(),
                        connection.account().isEmpty() ? null : connection.account(),
                        connection.variables().isEmpty() ? null : new TreeMap<>(connection.variables()),
                        connection.origins().stream().sorted().toList(),
                        connection.fault());
    }
}

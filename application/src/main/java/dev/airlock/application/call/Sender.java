package dev.airlock.application.call;

import dev.airlock.application.connection.OpenCredentials;
import dev.airlock.application.connection.OpenCredentials.Opened;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.server.Server;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens credentials and sends requests with them. Whoever has one has recorded durably what is going to be sent, before. */
final class Sender {
    private static final int UNAUTHORIZED = 401;

    private final OpenCredentials credentials;

    Sender(OpenCredentials credentials) {
        this.credentials = credentials;
    }

    /** Returns the values of the server's variables for calls with this connection, or without any. */
    static Map<String, String> variables(Server server, @Nullable Connection connection) {
        return server.target().values(connection == null ? Map.of() : connection.variables());
    }

    /** Opens the credential of a connection, for one request. */
    Opened open(Server server, Connection connection) {
        return credentials.open(server, connection);
    }

    /** Sends the request; once more with a renewed credential where the service knew the old one no more, since it has then done nothing. */
    Executor.Transmission send(
            Server server, Executor.Operation operation, OutgoingRequest request, @Nullable Opened opened) {
        if (!(opened instanceof Opened.Ready(Connection connection, Credential credential))) {
            return operation.send(request, variables(server, null), null);
        }
        Map<String, String> variables = variables(server, connection);
        Executor.Transmission first = operation.send(request, variables, credential);
        return isRefused(first)
                        && credential instanceof Credential.OAuth
                        && credentials.renew(server, connection) instanceof Opened.Ready(var renewed, var other)
                        && renewed.version() != connection.version()
                ? operation.send(request, variables, other)
                : first;
    }

    /** Returns whether the service did not take the credential. */
    static boolean isRefused(Executor.Transmission transmission) {
        return transmission instanceof Executor.Transmission.Answered(var reply, var elsewhere)
                && reply.status() == UNAUTHORIZED;
    }
}

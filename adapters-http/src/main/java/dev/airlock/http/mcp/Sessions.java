package dev.airlock.http.mcp;

import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.digest.Fields;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of the legacy era, for the clients alone that said at their beginning that they can be asked to open a page: later requests do not say so
 * again. Nothing is kept here: a session's id is proof of itself, on every node, for one user at one server.
 */
final class Sessions {
    private static final char SEPARATOR = '.';

    private final MessageCodes codes;
    private final Supplier<UUID> ids;

    Sessions(MessageCodes codes, Supplier<UUID> ids) {
        this.codes = codes;
        this.ids = ids;
    }

    /** Begins a session of this caller at this server, and returns its id. */
    String begin(Exchange exchange) {
        String name = ids.get().toString();
        return name + SEPARATOR + codes.code(message(exchange, name));
    }

    /** Returns whether the id is of a session of this caller at this server. */
    boolean isOf(Exchange exchange, String id) {
        int separator = id.indexOf(SEPARATOR);
        return separator > 0
                && codes.matches(message(exchange, id.substring(0, separator)), id.substring(separator + 1));
    }

    private static byte[] message(Exchange exchange, String name) {
        return new Fields()
                .add("session")
                .add(exchange.caller().organizationId().toString())
                .add(exchange.caller().user().toString())
                .add(exchange.snapshot().server().id().toString())
                .add(name)
                .toByteArray();
    }

    /**
     * Names what a session is asked for while this connection is there, or none and so many were taken away. It is the same on every node, so that
     * whichever has the session's stream can say that it is done.
     */
    static String elicitation(String session, @Nullable Connection connection, long removals) {
        var fields = new Fields().add(session);
        if (connection == null) {
            fields.add(Long.toString(removals));
        } else {
            fields.add(connection.id().toString()).add(Long.toString(connection.generation()));
        }
        return UUID.nameUUIDFromBytes(fields.toByteArray()).toString();
    }
}

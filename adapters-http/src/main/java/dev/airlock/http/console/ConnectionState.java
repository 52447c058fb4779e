package dev.airlock.http.console;

import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.server.Server;
import org.jspecify.annotations.Nullable;

/** How a person stands with a server. */
enum ConnectionState {
    /** The API wants no credential. */
    NOT_NEEDED("No credential needed", "quiet"),
    /** The person's credential is kept. */
    CONNECTED("Connected", "good"),
    /** The API wants a credential, and there is none. */
    MISSING("Not connected", "waits"),
    /** The service takes the credential no more. */
    BROKEN("Works no more: connect again", "bad"),
    /** It has still to be chosen what the connection is for. */
    OPEN("Not finished: choose what it is for", "waits"),
    /** The server's address changed since the credential was given: it is not sent to the new one. */
    MOVED("Connect again: the API moved", "waits");

    private final String words;
    private final String tone;

    ConnectionState(String words, String tone) {
        this.words = words;
        this.tone = tone;
    }

    static ConnectionState of(Server server, @Nullable Connection connection) {
        if (connection != null) {
            return connection.fault() != null
                    ? BROKEN
                    : !server.target().missing(connection.variables()).isEmpty()
                            ? OPEN
                            : connection.fits(server) ? CONNECTED : MOVED;
        }
        return server.schemes().isEmpty() ? NOT_NEEDED : MISSING;
    }

    String words() {
        return words;
    }

    String tone() {
        return tone;
    }

    /** Returns whether calls can be made. */
    boolean isReady() {
        return this == NOT_NEEDED || this == CONNECTED;
    }
}

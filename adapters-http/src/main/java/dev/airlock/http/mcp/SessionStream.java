package dev.airlock.http.mcp;

import dev.airlock.domain.json.JsonWriter;
import java.io.IOException;

/** The stream of a session of the legacy era: it says when the service that its user was asked to connect is connected. */
final class SessionStream implements NotificationStream {
    private final Messages messages;
    private final String session;

    SessionStream(Messages messages, String session) {
        this.messages = messages;
        this.session = session;
    }

    @Override
    public void begin() throws IOException {
        messages.keepAlive();
    }

    @Override
    public boolean tell(Sight before, Sight now) throws IOException {
        boolean connected = now.connectedSince(before);
        if (connected) {
            messages.send(new JsonWriter(256)
                    .beginObject()
                    .name("jsonrpc")
                    .text("2.0")
                    .name("method")
                    .text("notifications/elicitation/complete")
                    .name("params")
                    .beginObject()
                    .name("elicitationId")
                    .text(Sessions.elicitation(session, before.connection(), before.removals()))
                    .endObject()
                    .endObject()
                    .toByteArray());
        }
        return connected;
    }

    @Override
    public void keepAlive() throws IOException {
        messages.keepAlive();
    }

    /** A client whose stream ends opens another one. */
    @Override
    public void end() {}
}

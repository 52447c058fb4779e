package dev.airlock.http.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a WebSocket of the legacy era is told: that the list of tools is another one, and within a session what its stream would tell. */
final class ListStream implements NotificationStream {
    private static final byte[] LIST_CHANGED =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}".getBytes(StandardCharsets.US_ASCII);

    private final Messages messages;
    private final @Nullable SessionStream session;

    ListStream(Messages messages, @Nullable SessionStream session) {
        this.messages = messages;
        this.session = session;
    }

    @Override
    public void begin() {}

    @Override
    public boolean tell(Sight before, Sight now) throws IOException {
        boolean changed = now.listsOtherThan(before);
        if (changed) {
            messages.send(LIST_CHANGED);
        }
        return (session != null && session.tell(before, now)) || changed;
    }

    @Override
    public void keepAlive() throws IOException {
        messages.keepAlive();
    }

    @Override
    public void end() {}
}

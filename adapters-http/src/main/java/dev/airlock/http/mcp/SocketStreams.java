package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one socket is told of changes: by a stream for each request that wants one, and in the legacy era by one that no request wants. Thread-safe. */
final class SocketStreams {
    private static final Json NO_REQUEST = Json.Null.VALUE;

    private final int most;
    private final Map<Json, NotificationStream> streams = new LinkedHashMap<>();

    SocketStreams(int most) {
        this.most = most;
    }

    /** Begins a stream; false where there are as many as there may be, or one has this id. */
    synchronized boolean begin(@Nullable Json id, NotificationStream stream) throws IOException {
        boolean added = streams.size() < most && streams.putIfAbsent(id == null ? NO_REQUEST : id, stream) == null;
        if (added) {
            stream.begin();
        }
        return added;
    }

    /** Ends the stream of a request, if there is one. */
    synchronized void end(Json id) {
        streams.remove(id);
    }

    /** Tells each what it wants to know. */
    synchronized void tell(Sight before, Sight now) throws IOException {
        for (NotificationStream stream : streams.values()) {
            stream.tell(before, now);
        }
    }
}

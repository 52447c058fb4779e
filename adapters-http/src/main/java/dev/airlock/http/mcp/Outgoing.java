package dev.airlock.http.mcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What waits to be sent on a socket, in its order. One message at a time is with Jetty, which says when the client's side has taken it. Thread-safe.
 */
final class Outgoing {
    private final Session session;
    private final int room;
    private final Runnable onRoom;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean sending;
    private long sendingSince;

    /** Tells when there is room again: when fewer bytes wait than this. */
    Outgoing(Session session, int room, Runnable onRoom) {
        this.session = session;
        this.room = room;
        this.onRoom = onRoom;
    }

    /** Sends the message as soon as those before it are gone. */
    void send(byte[] json) {
        synchronized (this) {
            waiting.add(json);
            bytes += json.length;
            if (sending) {
                return;
            }
            begin();
        }
        sendNext();
    }

    private void begin() {
        sending = true;
        sendingSince = System.nanoTime();
    }

    private void sendNext() {
        byte[] next;
        synchronized (this) {
            next = waiting.element();
        }
        session.sendText(new String(next, StandardCharsets.UTF_8), Callback.from(this::sent, failure -> {}));
    }

    private void sent() {
        boolean more;
        synchronized (this) {
            bytes -= waiting.remove().length;
            more = !waiting.isEmpty();
            sending = false;
            if (more) {
                begin();
            }
        }
        if (more) {
            sendNext();
        }
        if (hasRoom()) {
            onRoom.run();
        }
    }

    /** Whether so little waits that more may come. */
    synchronized boolean hasRoom() {
        return bytes < room;
    }

    /** Whether nothing waits. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** For how many nanoseconds the client has not taken what is being sent, at this time. */
    synchronized long stuckFor(long now) {
        return sending ? now - sendingSince : 0;
    }
}

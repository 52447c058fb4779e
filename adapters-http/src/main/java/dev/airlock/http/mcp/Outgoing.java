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
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(2);
    private long bytes;
    private int sending;
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
            bytes += json.length;
            if (sending > 0) {
                waiting.add(json);
                return;
            }
            begin(json);
        }
        pass(json);
    }

    private void begin(byte[] json) {
        sending = json.length;
        sendingSince = System.nanoTime();
    }

    private void pass(byte[] json) {
        session.sendText(new String(json, StandardCharsets.UTF_8), Callback.from(this::sent, failure -> {}));
    }

    private void sent() {
        byte[] next;
        synchronized (this) {
            bytes -= sending;
            sending = 0;
            next = waiting.poll();
            if (next != null) {
                begin(next);
            }
        }
        if (next != null) {
            pass(next);
        }
        if (hasRoom()) {
            onRoom.run();
        }
    }

    /** Whether so little waits that more may come. */
    boolean hasRoom() {
        return bytes() < room;
    }

    /** How many bytes wait to be sent. */
    synchronized long bytes() {
        return bytes;
    }

    /** Whether the client has not taken what is being sent for so many nanoseconds, at this time. */
    synchronized boolean isStuckFor(long nanos, long now) {
        return sending > 0 && now - sendingSince >= nanos;
    }
}

package dev.airlock.http.mcp;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * The wire of one WebSocket. The next frame is read only when the one before is dealt with and not too much waits to be sent, so that a client that
 * does not read is not read from either. Thread-safe. Public, because Jetty calls nothing else.
 */
public final class SocketWire implements Session.Listener, Messages {
    private static final int NOT_TEXT = 1003;

    private final Owner owner;
    private final SocketSettings settings;
    private final Incoming incoming;
    private final long madeAt = System.nanoTime();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile long heardAt = madeAt;
    private volatile long pingedAt = madeAt;
    private volatile long closingSince;
    private volatile @Nullable Line line;

    /** Whose wire it is. */
    interface Owner {
        /** Deals with a message. */
        void take(byte[] text);

        /** Learns that the socket is closed. */
        void closed();
    }

    /** Both directions of an open socket. */
    private record Line(Session session, Outgoing outgoing) {}

    SocketWire(Owner owner, SocketSettings settings, Incoming incoming) {
        this.owner = owner;
        this.settings = settings;
        this.incoming = incoming;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        session.setIdleTimeout(Duration.ZERO);
        line = new Line(session, new Outgoing(session, settings.maxWaitingPerSocket(), this::resume));
        session.demand();
    }

    @Override
    public void onWebSocketPartialText(String part, boolean last) {
        if (!closing.get()) {
            switch (incoming.add(part, last)) {
                case Incoming.Made.Message(byte[] utf8) -> owner.take(utf8);
                case Incoming.Made.Nothing n -> {}
                case Incoming.Made.Refusal(int code, String reason) -> close(code, reason);
            }
        }
        readOn();
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        callback.succeed();
        close(NOT_TEXT, "a message is a text frame");
        readOn();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        if (line instanceof Line(Session session, var outgoing)) {
            session.sendPong(payload, Callback.from(this::readOn, failure -> {}));
        }
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        readOn();
    }

    /** Jetty closes the socket and says why; it is not waited for. */
    @Override
    public void onWebSocketError(Throwable cause) {
        if (closing.compareAndSet(false, true)) {
            closingSince = System.nanoTime();
        }
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        closing.set(true);
        incoming.end();
        owner.closed();
        callback.succeed();
    }

    private void readOn() {
        heardAt = System.nanoTime();
        if (mayRead()) {
            demand();
        } else {
            paused.set(true);
            resume();
        }
    }

    private boolean mayRead() {
        return closing.get() || (line instanceof Line(var session, Outgoing outgoing) && outgoing.hasRoom());
    }

    private void resume() {
        if (mayRead() && paused.compareAndSet(true, false)) {
            heardAt = System.nanoTime();
            demand();
        }
    }

    private void demand() {
        if (line instanceof Line(Session session, var outgoing)) {
            session.demand();
        }
    }

    @Override
    public void send(byte[] json) {
        if (line instanceof Line(var session, Outgoing outgoing) && !closing.get()) {
            outgoing.send(json);
        }
    }

    /** Pings do that. */
    @Override
    public void keepAlive() {}

    /** How many bytes wait to be sent. */
    long waiting() {
        return line instanceof Line(var session, Outgoing outgoing) ? outgoing.bytes() : 0;
    }

    /** Closes the socket; what waits to be sent is not sent any more. */
    void close(int code, String reason) {
        if (line instanceof Line(Session session, var outgoing) && closing.compareAndSet(false, true)) {
            closingSince = System.nanoTime();
            session.close(code, reason, Callback.NOOP);
            resume();
        }
    }

    /** Ends the connection at once. */
    void disconnect() {
        if (line instanceof Line(Session session, var outgoing)) {
            session.disconnect();
        }
    }

    /**
     * Does what is due at this time; false where the socket never opened and will not.
     *
     * @param patience how long a client may take to read a message
     */
    boolean tend(long now, Duration patience) {
        if (!(line instanceof Line(Session session, Outgoing outgoing))) {
            return now - madeAt < settings.patience().toNanos();
        }
        boolean overdue = closing.get()
                ? now - closingSince >= settings.farewell().toNanos()
                : outgoing.isStuckFor(patience.toNanos(), now)
                        || incoming.isUnfinishedFor(settings.patience().toNanos(), now)
                        || isDead(now);
        if (overdue) {
            session.disconnect();
        } else if (now - pingedAt >= settings.ping().toNanos() && !paused.get() && !closing.get()) {
            pingedAt = now;
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
        return true;
    }

    /** Whether nothing came since the last ping, until the next is due. A client that is not read from may well have answered. */
    private boolean isDead(long now) {
        return !paused.get() && now - pingedAt >= settings.ping().toNanos() && heardAt - pingedAt < 0;
    }
}

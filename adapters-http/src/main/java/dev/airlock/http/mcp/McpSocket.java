package dev.airlock.http.mcp;

import dev.airlock.application.change.Change;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import dev.airlock.http.FaultMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** MCP over one WebSocket. Who speaks is asked again for every message, and every few seconds; calls run beside each other. Thread-safe. */
final class McpSocket implements SocketWire.Owner {
    private static final int GOING_AWAY = 1001;
    private static final int POLICY_VIOLATION = 1008;
    private static final int FAILED = 1011;

    private final Dispatcher dispatcher;
    private final Places callPlaces;
    private final FaultMapper faults;
    private final int maxCalls;
    private final Exchange exchange;
    private final Watches.Watch watch;
    private final SocketWire wire;
    private final SocketStreams streams;
    private final SocketApprovals approvals;
    private final Consumer<McpSocket> onClosed;
    private final SocketCalls calls = new SocketCalls();
    private final AtomicBoolean awaitsLook = new AtomicBoolean();
    private volatile boolean leaving;
    private volatile long lookedAt = System.nanoTime();
    private volatile @Nullable String session;

    /** Serves a caller through a socket that took the place of the channel that they came by. */
    McpSocket(Sockets.Tools tools, Exchange asked, Consumer<McpSocket> onClosed) {
        this.dispatcher = tools.dispatcher();
        this.callPlaces = tools.callPlaces();
        this.faults = tools.faults();
        this.maxCalls = tools.settings().maxCallsPerSocket();
        Channel http = asked.channel();
        var channel = new Channel(http.resource(), this::header, http.authentication(), true);
        this.exchange = new Exchange(asked.caller(), asked.snapshot(), channel);
        this.watch = tools.watches().begin(exchange);
        this.wire = new SocketWire(
                this,
                tools.settings(),
                new Incoming(tools.unfinished(), asked.caller().user(), tools.maxBody()));
        this.streams = new SocketStreams(tools.settings().maxStreams());
        this.approvals = new SocketApprovals(tools.approvalWaits(), wire::send);
        this.onClosed = onClosed;
    }

    /** What is said beside a message: nothing but the session that began on this socket. */
    private List<String> header(String name) {
        String begun = session;
        return begun != null && name.equals(RequestHeaders.SESSION) ? List.of(begun) : List.of();
    }

    /** Whose place it takes. */
    UserId user() {
        return exchange.caller().user();
    }

    /** The wire that it speaks through. */
    SocketWire wire() {
        return wire;
    }

    @Override
    public void take(byte[] text) {
        if (leaving) {
            return;
        }
        try {
            if (exchange.authenticateAgain() instanceof Authentication.Authenticated(Caller caller)) {
                take(caller, MessageReader.read(text));
            } else {
                refuse();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void take(Caller caller, Message message) {
        if (message instanceof Message.Notification(String method, Json.Obj params)) {
            switch (method) {
                case "notifications/initialized" -> answer(caller, new Message.Opening());
                case "notifications/cancelled" -> cancel(params.get("requestId"));
                default -> {}
            }
        } else {
            answer(caller, message);
        }
    }

    private void cancel(@Nullable Json request) {
        if (request != null) {
            calls.cancel(request);
            streams.end(request);
        }
    }

    private void answer(Caller caller, Message message) {
        switch (dispatcher.answer(caller, exchange.channel(), message)) {
            case Answer.Begun(Answer.Result result, String begun) -> {
                session = begun;
                send(result);
            }
            case Answer.Outcome outcome -> send(outcome);
            case Answer.Calling calling -> call(caller.user(), calling);
            case Answer.Listening listening -> listen(listening);
            case Answer.Accepted a -> {}
        }
    }

    /** A call that waits for a person is answered at once; what becomes of it follows when it is known. */
    private void send(Answer.Outcome outcome) {
        switch (outcome) {
            case Answer.Response response -> wire.send(response.json());
            case Answer.Waiting waiting -> approvals.answer(waiting);
        }
    }

    private void call(UserId user, Answer.Calling calling) {
        if (calls.size() >= maxCalls || !callPlaces.take(user)) {
            send(refused(calling.id(), 429, "too many calls are under way; wait until one of them is answered"));
            return;
        }
        if (!calls.begin(calling.id(), () -> make(user, calling), this::send)) {
            callPlaces.giveBack(user);
            send(refused(calling.id(), 400, "a call under way has this id; give each request one of its own"));
        }
    }

    private Answer.Outcome make(UserId user, Answer.Calling calling) {
        try {
            return dispatcher.answer(calling);
        } finally {
            callPlaces.giveBack(user);
        }
    }

    private void listen(Answer.Listening listening) {
        try {
            boolean begun = streams.begin(listening.id(), listening.stream().open(wire));
            if (!begun && listening.id() != null) {
                send(refused(
                        listening.id(),
                        429,
                        "too many subscriptions are open, or one has this id; cancel one of them"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer.Failure refused(@Nullable Json id, int status, String message) {
        return new Answer.Failure(id, RpcError.refused(status, message));
    }

    /** Learns of a change that may concern its caller. */
    boolean concerns(Change change) {
        boolean concerned = Changes.concern(exchange, change);
        if (concerned) {
            watch.stir();
        }
        return concerned;
    }

    /** Whether it is time to look, at this time and with so much time between two looks. */
    boolean isDue(long now, Duration recheck) {
        return now - lookedAt >= recheck.toNanos();
    }

    /** Returns whether a look has to be asked for: none that was is still to come. */
    boolean wantsLook() {
        return awaitsLook.compareAndSet(false, true);
    }

    /** Closes the socket where its caller may not listen any more, and else tells what has changed. */
    synchronized void look() {
        awaitsLook.set(false);
        lookedAt = System.nanoTime();
        try {
            Watches.View view = watch.look();
            if (view == null) {
                refuse();
            } else {
                streams.tell(view.before(), view.now());
            }
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void refuse() {
        wire.close(POLICY_VIOLATION, "the token, or the access to this server, has ended");
    }

    private void fail(RuntimeException e) {
        wire.close(FAILED, faults.meet("a WebSocket of the MCP endpoint", e));
    }

    /** Takes no more messages, and closes as soon as its calls are answered. */
    void leave() {
        leaving = true;
        if (calls.size() == 0 && wire.waiting() == 0) {
            wire.close(GOING_AWAY, "this node stops; connect again");
        }
    }

    @Override
    public void closed() {
        calls.cancelAll();
        approvals.close();
        onClosed.accept(this);
    }
}

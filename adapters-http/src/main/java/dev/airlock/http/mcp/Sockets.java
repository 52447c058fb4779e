package dev.airlock.http.mcp;

import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.domain.identity.UserId;
import dev.airlock.http.FaultMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.jspecify.annotations.Nullable;

/**
 * The open WebSockets of this node. One thread looks after all of them, and one subscription hears for all, so that an idle socket costs no more than
 * its memory. What may have to read the database is done by a few others, so that no socket's token is checked late for another's sake. Thread-safe.
 */
final class Sockets implements AutoCloseable {
    private static final int LOOKERS = 8;
    private static final Duration TICK = Duration.ofMillis(250);

    private final Tools tools;
    private final Places places;
    private final Duration recheck;
    private final Set<McpSocket> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sockets").factory());
    private final ExecutorService lookers = Executors.newFixedThreadPool(
            LOOKERS, Thread.ofVirtual().name("socket-look").factory());
    private final ChangeNotices.Subscription heard;
    private volatile boolean closed;

    /** What every socket works with. */
    record Tools(
            Dispatcher dispatcher,
            Watches watches,
            ApprovalWaits approvalWaits,
            Places callPlaces,
            Places unfinished,
            FaultMapper faults,
            SocketSettings settings,
            int maxBody) {}

    Sockets(Tools tools, ChangeNotices notices, Duration recheck) {
        this.tools = tools;
        this.places = new Places(tools.settings().maxOpen(), tools.settings().maxOpenPerUser());
        this.recheck = recheck;
        this.heard = notices.subscribe(this::hear);
        long tick = Math.min(TICK.toMillis(), recheck.toMillis() / 2);
        var _ = ticker.scheduleWithFixedDelay(this::tend, tick, tick, TimeUnit.MILLISECONDS);
    }

    /** Makes a WebSocket of the request's connection; returns why not, where that is so. */
    @Nullable
    RpcError open(Exchange exchange, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (closed) {
            return RpcError.refused(503, "this node stops; connect again");
        }
        UserId user = exchange.caller().user();
        if (!places.take(user)) {
            return RpcError.refused(429, "too many WebSockets are open; close one");
        }
        McpSocket socket = begin(exchange);
        boolean upgraded = false;
        try {
            upgraded = upgrade(socket.wire(), request, response);
        } finally {
            if (!upgraded) {
                drop(socket);
            }
        }
        return upgraded || response.isCommitted() ? null : RpcError.refused(400, Handshake.INCOMPLETE);
    }

    private McpSocket begin(Exchange exchange) {
        try {
            var socket = new McpSocket(tools, exchange, this::drop);
            open.add(socket);
            return socket;
        } catch (RuntimeException e) {
            places.giveBack(exchange.caller().user());
            throw e;
        }
    }

    /** Compression is not offered: its memory is many times what a socket takes otherwise. */
    private static boolean upgrade(SocketWire wire, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return JettyWebSocketServerContainer.getContainer(request.getServletContext())
                .upgrade(
                        (asked, granted) -> {
                            granted.setAcceptedSubProtocol(Handshake.SUBPROTOCOL);
                            granted.setExtensions(List.of());
                            return wire;
                        },
                        request,
                        response);
    }

    private void drop(McpSocket socket) {
        if (open.remove(socket)) {
            places.giveBack(socket.user());
        }
    }

    private void hear(Change change) {
        for (McpSocket socket : open) {
            if (socket.concerns(change)) {
                look(socket);
            }
        }
    }

    private void look(McpSocket socket) {
        if (socket.wantsLook()) {
            lookers.execute(socket::look);
        }
    }

    private void tend() {
        long now = System.nanoTime();
        Duration patience = patience();
        for (McpSocket socket : open) {
            try {
                tend(socket, now, patience);
            } catch (RuntimeException e) {
                // The others are not left alone for it.
                tools.faults().meet("the care of a WebSocket", e);
            }
        }
    }

    private void tend(McpSocket socket, long now, Duration patience) {
        if (!socket.wire().tend(now, patience)) {
            drop(socket);
        } else if (socket.isDue(now, recheck)) {
            look(socket);
        }
    }

    /** Clients that do not read are borne with for long, unless there are so many of them that they cost too much together. */
    private Duration patience() {
        SocketSettings settings = tools.settings();
        long waiting =
                open.stream().mapToLong(socket -> socket.wire().waiting()).sum();
        return waiting < settings.maxWaiting() ? settings.patience() : settings.farewell();
    }

    /** Closes them all, each as soon as its calls are answered; those that take too long are ended. */
    @Override
    public void close() {
        closed = true;
        heard.close();
        long end = System.nanoTime() + tools.settings().lastCalls().toNanos();
        while (!open.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            open.forEach(McpSocket::leave);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        open.forEach(socket -> socket.wire().disconnect());
        ticker.close();
        lookers.shutdownNow();
    }
}

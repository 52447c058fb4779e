package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.server.Server;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Open streams of notifications. Each holds its own (virtual) thread and wakes at changes that may concern it, and every few seconds to see that its
 * caller may still listen: a stream never outlives its token by more than that. Thread-safe.
 */
final class Subscriptions {
    /** The listeners of a notice are told one after the other: a second look finds what the first came too early for. */
    private static final int LOOKS = 2;

    private final ServerSnapshots snapshots;
    private final CallerConnections connections;
    private final Sleepers sleepers;
    private final Duration recheck;
    private final Duration keepAlive;

    Subscriptions(
            ServerSnapshots snapshots,
            CallerConnections connections,
            Sleepers sleepers,
            Duration recheck,
            Duration keepAlive) {
        this.snapshots = snapshots;
        this.connections = connections;
        this.sleepers = sleepers;
        this.recheck = recheck;
        this.keepAlive = keepAlive;
    }

    /** Serves one stream until the client leaves, the caller may no longer listen, or the server stops. */
    void serve(Exchange exchange, NotificationStream stream) throws IOException {
        try (Sleepers.Sleeper sleeper = sleepers.add(change -> Changes.concern(exchange, change))) {
            Sight first = sight(exchange.caller(), exchange.snapshot());
            stream.begin();
            listen(exchange, stream, sleeper, first);
            stream.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Exchange exchange, NotificationStream stream, Sleepers.Sleeper sleeper, Sight first)
            throws IOException, InterruptedException {
        Sight seen = first;
        long spokeAt = System.nanoTime();
        int looks = 1;
        while (!sleepers.closed()
                && exchange.authenticateAgain().get() instanceof Authentication.Authenticated(Caller present)) {
            boolean moved = !present.membership().equals(seen.membership());
            Sight now = moved || looks-- > 0 ? look(present, exchange) : seen;
            if (now == null) {
                return;
            }
            if (stream.tell(seen, now)) {
                spokeAt = System.nanoTime();
            } else if (System.nanoTime() - spokeAt >= keepAlive.toNanos()) {
                stream.keepAlive();
                spokeAt = System.nanoTime();
            }
            seen = now;
            if (sleeper.sleep(recheck)) {
                looks = LOOKS;
            }
        }
    }

    /** What the caller may see depends on their present place, not on the one that they began to listen from; null where that is nothing any more. */
    private @Nullable Sight look(Caller present, Exchange exchange) {
        ServerSnapshot now = snapshots.find(present, exchange.server());
        return now == null ? null : sight(present, now);
    }

    private Sight sight(Caller caller, ServerSnapshot snapshot) {
        Server server = snapshot.server();
        return new Sight(
                caller.membership(),
                server.version(),
                connections.find(caller, server),
                connections.removals(caller, server));
    }
}

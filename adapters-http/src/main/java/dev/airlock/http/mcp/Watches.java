package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.server.Server;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What listeners see of servers over time. */
final class Watches {
    /** The listeners of a notice are told one after the other: a second look finds what the first came too early for. */
    private static final int LOOKS = 2;

    private final ServerSnapshots snapshots;
    private final CallerConnections connections;

    Watches(ServerSnapshots snapshots, CallerConnections connections) {
        this.snapshots = snapshots;
        this.connections = connections;
    }

    /** Begins to watch a server for its caller. */
    Watch begin(Exchange exchange) {
        return new Watch(exchange, sight(exchange.caller(), exchange.snapshot()));
    }

    private Sight sight(Caller caller, ServerSnapshot snapshot) {
        Server server = snapshot.server();
        return new Sight(
                caller.membership(),
                server.version(),
                connections.find(caller, server),
                connections.removals(caller, server));
    }

    /** What there was at the look before, and what there is now. */
    record View(Sight before, Sight now) {}

    /** The eyes of one listener. Any thread may stir it; one at a time looks. */
    final class Watch {
        private final Exchange exchange;
        private final AtomicInteger looks = new AtomicInteger(1);
        private Sight seen;

        private Watch(Exchange exchange, Sight first) {
            this.exchange = exchange;
            this.seen = first;
        }

        /** Says that something may be another now. */
        void stir() {
            looks.set(LOOKS);
        }

        /**
         * Checks that the caller may still listen, and looks where there is reason to. What they may see depends on their present place, not on the
         * one that they began to listen from; null where that is nothing any more.
         */
        @Nullable
        View look() {
            if (!(exchange.authenticateAgain() instanceof Authentication.Authenticated(Caller present))) {
                return null;
            }
            boolean stirred = looks.getAndUpdate(left -> Math.max(left - 1, 0)) > 0;
            Sight now = stirred || !present.membership().equals(seen.membership()) ? look(present) : seen;
            View view = now == null ? null : new View(seen, now);
            seen = now == null ? seen : now;
            return view;
        }

        private @Nullable Sight look(Caller present) {
            ServerSnapshot now = snapshots.find(present, exchange.server());
            return now == null ? null : sight(present, now);
        }
    }
}

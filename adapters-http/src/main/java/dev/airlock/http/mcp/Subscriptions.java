package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.application.change.Change;
import dev.airlock.application.change.ChangeNotices;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.identity.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Open streams of notifications. Each holds its own (virtual) thread and wakes at changes that may concern it, and every few seconds to see that its
 * caller may still listen: a stream never outlives its token by more than that. Thread-safe.
 */
final class Subscriptions implements AutoCloseable {
    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
    private static final String LIST_CHANGED = "notifications/tools/list_changed";
    private static final long GONE = -1;

    /** The listeners of a notice are told one after the other: a second look finds what the first came too early for. */
    private static final int LOOKS = 2;

    private final ServerSnapshots snapshots;
    private final ChangeNotices notices;
    private final Duration recheck;
    private final Duration keepAlive;
    private final Set<Semaphore> sleepers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Subscriptions(ServerSnapshots snapshots, ChangeNotices notices, Duration recheck, Duration keepAlive) {
        this.snapshots = snapshots;
        this.notices = notices;
        this.recheck = recheck;
        this.keepAlive = keepAlive;
    }

    /** Serves one stream until the client leaves, the caller may no longer listen, or the server stops. */
    void serve(Answer.Listening listening, SubscriptionStream stream) throws IOException {
        Exchange exchange = listening.exchange();
        var wake = new Semaphore(0);
        sleepers.add(wake);
        ChangeNotices.Subscription heard = notices.subscribe(change -> {
            if (concerns(change, exchange)) {
                wake.release();
            }
        });
        try {
            acknowledge(listening, stream);
            listen(listening, stream, wake);
            stream.finish(listening.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            heard.close();
            sleepers.remove(wake);
        }
    }

    private static void acknowledge(Answer.Listening listening, SubscriptionStream stream) throws IOException {
        stream.notify(ACKNOWLEDGED, out -> {
            out.name("notifications").beginObject();
            if (listening.toolsListChanged()) {
                out.name("toolsListChanged").bool(true);
            }
            out.endObject();
        });
    }

    private void listen(Answer.Listening listening, SubscriptionStream stream, Semaphore wake)
            throws IOException, InterruptedException {
        Exchange exchange = listening.exchange();
        long version = exchange.snapshot().server().version();
        Caller caller = exchange.caller();
        long spokeAt = System.nanoTime();
        int looks = 1;
        while (!closed && exchange.authenticateAgain().get() instanceof Authentication.Authenticated(Caller present)) {
            boolean moved = !present.membership().equals(caller.membership());
            long now = moved || looks-- > 0 ? version(present, exchange) : version;
            if (now == GONE) {
                return;
            }
            if ((moved || now != version) && listening.toolsListChanged()) {
                stream.notify(LIST_CHANGED, out -> {});
                spokeAt = System.nanoTime();
            } else if (System.nanoTime() - spokeAt >= keepAlive.toNanos()) {
                stream.keepAlive();
                spokeAt = System.nanoTime();
            }
            version = now;
            caller = present;
            if (wake.tryAcquire(recheck.toNanos(), TimeUnit.NANOSECONDS)) {
                wake.drainPermits();
                looks = LOOKS;
            }
        }
    }

    /** What the caller may see depends on their present place, not on the one that they began to listen from. */
    private long version(Caller present, Exchange exchange) {
        ServerSnapshot now = snapshots.find(present, exchange.server());
        return now == null ? GONE : now.server().version();
    }

    private static boolean concerns(Change change, Exchange exchange) {
        Caller caller = exchange.caller();
        return switch (change) {
            case Change.OfServer(var organization, var server) ->
                organization.equals(caller.organizationId()) && server.equals(exchange.server());
            case Change.OfToken(var organization, var token) -> organization.equals(caller.organizationId());
            case Change.OfGrant(var organization, var grant) -> organization.equals(caller.organizationId());
            case Change.OfPerson(var user) -> user.equals(caller.user());
            case Change.OfOrganization(var organization) -> organization.equals(caller.organizationId());
            case Change.Unknown u -> true;
            case Change.OfConnection c -> false;
        };
    }

    /** Ends every stream in good order, and each that is opened later at once. */
    @Override
    public void close() {
        closed = true;
        sleepers.forEach(Semaphore::release);
    }
}

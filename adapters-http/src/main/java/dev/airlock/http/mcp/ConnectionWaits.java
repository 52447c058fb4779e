package dev.airlock.http.mcp;

import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.identity.Caller;
import java.time.Duration;

/** Calls whose user is connecting the service: each holds a place of a stream, and is made again as soon as that may help. */
final class ConnectionWaits {
    private final Sleepers sleepers;
    private final Places places;
    private final Duration patience;

    /** A call waits no longer than this, which is less than clients wait for an answer. */
    ConnectionWaits(Sleepers sleepers, Places places, Duration patience) {
        this.sleepers = sleepers;
        this.places = places;
        this.patience = patience;
    }

    /** Makes the call until the service is connected, or it has waited long enough: then it is not connected. */
    CallOutcome run(Exchange exchange, PendingCall pending) {
        Caller caller = exchange.caller();
        if (!places.take(caller.user())) {
            return pending.make(caller);
        }
        try (Sleepers.Sleeper sleeper = sleepers.add(change -> Changes.connect(exchange, change))) {
            return run(exchange, pending, sleeper);
        } finally {
            places.giveBack(caller.user());
        }
    }

    private CallOutcome run(Exchange exchange, PendingCall pending, Sleepers.Sleeper sleeper) {
        long end = System.nanoTime() + patience.toNanos();
        CallOutcome outcome = pending.make(exchange.caller());
        while (outcome instanceof CallOutcome.NotConnected
                && woken(sleeper, end - System.nanoTime())
                && exchange.authenticateAgain() instanceof Authentication.Authenticated(Caller present)) {
            outcome = pending.make(present);
        }
        return outcome;
    }

    /** A client that has gone interrupts its call. */
    private static boolean woken(Sleepers.Sleeper sleeper, long nanos) {
        try {
            return sleeper.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.airlock.http.mcp;

import java.io.IOException;
import java.time.Duration;

/**
 * Open streams of notifications over HTTP. Each holds its own (virtual) thread and wakes at changes that may concern it, and every few seconds to see
 * that its caller may still listen: a stream never outlives its token by more than that. Thread-safe.
 */
final class Subscriptions {
    private final Watches watches;
    private final Sleepers sleepers;
    private final Duration recheck;
    private final Duration keepAlive;

    Subscriptions(Watches watches, Sleepers sleepers, Duration recheck, Duration keepAlive) {
        this.watches = watches;
        this.sleepers = sleepers;
        this.recheck = recheck;
        this.keepAlive = keepAlive;
    }

    /** Serves one stream until the client leaves, the caller may no longer listen, or the server stops. */
    void serve(Exchange exchange, NotificationStream stream) throws IOException {
        try (Sleepers.Sleeper sleeper = sleepers.add(change -> Changes.concern(exchange, change))) {
            Watches.Watch watch = watches.begin(exchange);
            stream.begin();
            listen(watch, stream, sleeper);
            stream.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Watches.Watch watch, NotificationStream stream, Sleepers.Sleeper sleeper)
            throws IOException, InterruptedException {
        long spokeAt = System.nanoTime();
        while (!sleepers.closed()) {
            Watches.View view = watch.look();
            if (view == null) {
                return;
            }
            if (stream.tell(view.before(), view.now())) {
                spokeAt = System.nanoTime();
            } else if (System.nanoTime() - spokeAt >= keepAlive.toNanos()) {
                stream.keepAlive();
                spokeAt = System.nanoTime();
            }
            if (sleeper.sleep(recheck)) {
                watch.stir();
            }
        }
    }
}

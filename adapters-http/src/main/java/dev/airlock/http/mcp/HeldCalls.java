package dev.airlock.http.mcp;

import dev.airlock.domain.identity.UserId;
import dev.airlock.http.web.MediaTypes;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls over HTTP that wait for a person, held open for a while. Their requests are asynchronous, so that a waiting call costs its memory and no thread; one
 * thread looks after all of them. A client that leaves ends the hold alone: the request stays, and whoever repeats the call joins it. Thread-safe.
 */
final class HeldCalls implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);

    private final ApprovalWaits waits;
    private final HoldSettings settings;
    private final Duration keepAlive;
    private final Places places;
    private final Set<HeldCall> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("held-calls").factory());
    private volatile boolean closed;

    /** A stream is silent no longer than this. */
    HeldCalls(ApprovalWaits waits, HoldSettings settings, Duration keepAlive) {
        this.waits = waits;
        this.settings = settings;
        this.keepAlive = keepAlive;
        this.places = new Places(settings.most(), settings.mostPerUser());
        long tick = Math.min(TICK.toMillis(), keepAlive.toMillis() / 2);
        var _ = ticker.scheduleWithFixedDelay(this::tend, tick, tick, TimeUnit.MILLISECONDS);
    }

    /**
     * Holds the response; false where nothing is held, or too much is.
     *
     * @param begun the stream that the response is already, or null
     */
    boolean hold(
            Answer.Waiting waiting,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable EventStream begun) {
        UserId user = waiting.exchange().caller().user();
        if (settings.longest().isZero() || closed || !places.take(user)) {
            return false;
        }
        boolean streams = begun != null || MediaTypes.accepts(request, MediaTypes.EVENT_STREAM);
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        var call = new HeldCall(waiting, async, streams, begun, this::drop);
        held.add(call);
        call.begin(waits);
        if (closed) {
            call.stopHolding();
        }
        return true;
    }

    private void drop(HeldCall call) {
        held.remove(call);
        places.giveBack(call.waiting().exchange().caller().user());
    }

    private void tend() {
        long now = System.nanoTime();
        for (HeldCall call : held) {
            if (now - call.begunAt() >= settings.longest().toNanos()) {
                call.stopHolding();
            } else if (now - call.spokeAt() >= keepAlive.toNanos()) {
                call.speakSoon();
            }
        }
    }

    /** Answers all that they wait, for good: the requests can be asked about when Airlock runs again. */
    @Override
    public void close() {
        closed = true;
        held.forEach(HeldCall::stopHolding);
        ticker.shutdownNow();
    }
}

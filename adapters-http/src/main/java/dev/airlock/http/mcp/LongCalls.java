package dev.airlock.http.mcp;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Calls of the modern era that take long. Their answer becomes a stream of events, whose comments keep it alive and show whether the client is still
 * there: one that closes the response cancels its call. One thread looks at all of them, since a timer for each would cost every short call too.
 */
final class LongCalls implements AutoCloseable {
    private final Duration silence;
    private final Set<LongCall> calls = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("long-calls").factory());

    /** A call becomes a stream after this time, and is silent no longer than this. */
    LongCalls(Duration silence) {
        this.silence = silence;
        long tick = silence.toMillis() / 4;
        var _ = ticker.scheduleWithFixedDelay(this::look, tick, tick, TimeUnit.MILLISECONDS);
    }

    /** Begins to watch the present thread's call. */
    LongCall begin(HttpServletResponse response) {
        var call = new LongCall(response, Thread.currentThread());
        calls.add(call);
        return call;
    }

    /** Watches the call no longer. */
    void end(LongCall call) {
        calls.remove(call);
        call.end();
    }

    private void look() {
        long now = System.nanoTime();
        for (LongCall call : calls) {
            if (now - call.spokeAt() >= silence.toNanos()) {
                // On a thread of its own: a client that does not read must not hold up the others.
                Thread.ofVirtual().name("long-call").start(call::speak);
            }
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}

package dev.airlock.http.mcp;

import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One response that is held open until its call has ended, or was waited for long enough. No thread belongs to it. Thread-safe. */
final class HeldCall implements ApprovalWaits.Waiter {
    private final ReentrantLock lock = new ReentrantLock();
    private final Answer.Waiting waiting;
    private final AsyncContext async;
    private final HttpServletResponse response;
    private final boolean streams;
    private final Consumer<HeldCall> onEnd;
    private final long begunAt = System.nanoTime();
    private volatile long spokeAt = begunAt;
    private @Nullable EventStream stream;
    private ApprovalWaits.@Nullable Wait wait;
    private boolean ended;

    /**
     * Holds the response of an asynchronous request.
     *
     * @param streams whether it may be a stream of events
     * @param stream what it is already, or null
     * @param onEnd told when it is over
     */
    HeldCall(
            Answer.Waiting waiting,
            AsyncContext async,
            boolean streams,
            @Nullable EventStream stream,
            Consumer<HeldCall> onEnd) {
        this.waiting = waiting;
        this.async = async;
        this.response = (HttpServletResponse) async.getResponse();
        this.streams = streams;
        this.stream = stream;
        this.onEnd = onEnd;
    }

    /** What is waited for. */
    Answer.Waiting waiting() {
        return waiting;
    }

    /** When it began, in nanoseconds. */
    long begunAt() {
        return begunAt;
    }

    /** When something was last sent, or when it began. */
    long spokeAt() {
        return spokeAt;
    }

    /** Begins to wait, and tells the client so. */
    void begin(ApprovalWaits waits) {
        lock.lock();
        try {
            wait = waits.begin(waiting.exchange(), waiting.call().approval(), this);
            speak();
        } finally {
            lock.unlock();
        }
    }

    /** Shows the client that its call still waits, where it takes a stream. */
    void speakSoon() {
        Thread.ofVirtual().name("held-call").start(this::speak);
    }

    private void speak() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (streams && !ended) {
                spokeAt = System.nanoTime();
                if (stream == null) {
                    stream = new EventStream(response);
                }
                tell(stream);
            }
        } catch (IOException clientHasGone) {
            end();
        } finally {
            lock.unlock();
        }
    }

    private void tell(EventStream events) throws IOException {
        Json token = progressToken();
        if (token == null) {
            events.keepAlive();
        } else {
            events.send(progress(token));
        }
    }

    private @Nullable Json progressToken() {
        Json.Obj meta = waiting.request().params().object("_meta");
        return meta == null ? null : meta.get("progressToken");
    }

    /** Progress is the time that has passed, in milliseconds: how much is left nobody knows. */
    private byte[] progress(Json token) {
        return new JsonWriter(320)
                .beginObject()
                .name("jsonrpc")
                .text("2.0")
                .name("method")
                .text("notifications/progress")
                .name("params")
                .beginObject()
                .name("progressToken")
                .value(token)
                .name("progress")
                .number(Duration.ofNanos(System.nanoTime() - begunAt).toMillis())
                .name("message")
                .text("waiting for a person's approval; the request expires at "
                        + waiting.call().expiresAt())
                .endObject()
                .endObject()
                .toByteArray();
    }

    @Override
    public void ended(CallOutcome outcome) {
        Answer.Response answer = waiting.words().apply(outcome);
        soon(() -> answer);
    }

    @Override
    public void shutOut() {
        soon(() -> new Answer.Failure(waiting.request().id(), RpcError.NO_SERVER));
    }

    /** Answers that the call still waits. */
    void stopHolding() {
        soon(waiting::pending);
    }

    /** On a thread of its own: a client that does not read must not hold up the others. */
    private void soon(Supplier<Answer.Response> answer) {
        Thread.ofVirtual().name("held-call").start(() -> answer(answer.get()));
    }

    private void answer(Answer.Response answer) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (stream == null) {
                McpServlet.send(response, answer);
            } else {
                stream.send(answer.json());
            }
            end();
        } catch (IOException clientHasGone) {
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        ended = true;
        if (wait != null) {
            wait.close();
        }
        try {
            async.complete();
        } finally {
            onEnd.accept(this);
        }
    }
}

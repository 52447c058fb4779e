package dev.airlock.http.mcp;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call under way, its response, and the thread that runs it. */
final class LongCall {
    private final ReentrantLock lock = new ReentrantLock();
    private final HttpServletResponse response;
    private final Thread thread;
    private volatile long spokeAt = System.nanoTime();
    private @Nullable EventStream stream;
    private boolean gone;
    private boolean ended;

    LongCall(HttpServletResponse response, Thread thread) {
        this.response = response;
        this.thread = thread;
    }

    /** When something was last sent, or when it began. */
    long spokeAt() {
        return spokeAt;
    }

    /** Shows the client that the call goes on; where it has left, interrupts the call. */
    void speak() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (ended || gone) {
                return;
            }
            spokeAt = System.nanoTime();
            if (stream == null) {
                stream = new EventStream(response);
            }
            stream.keepAlive();
        } catch (IOException e) {
            gone = true;
            thread.interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Sends the answer if the response is a stream by now; false where it is not, and will not be. For the thread that runs the call. */
    boolean answer(Supplier<byte[]> json) throws IOException {
        lock.lock();
        try {
            end();
            if (stream != null && !gone) {
                stream.send(json.get());
            }
            return stream != null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it without an answer, and returns the stream that the response is by now, or null. */
    @Nullable
    EventStream release() {
        end();
        return stream;
    }

    /** Ends it: from here on nobody else touches the response and the thread. */
    void end() {
        lock.lock();
        try {
            ended = true;
            if (gone) {
                // What was interrupted was the call, not what this thread does next.
                var _ = Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }
}

package dev.airlock.http.mcp;

import dev.airlock.domain.json.Json;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The calls under way on one socket, each on a (virtual) thread of its own. Thread-safe. */
final class SocketCalls {
    private final ConcurrentHashMap<Json, Thread> running = new ConcurrentHashMap<>();

    /** Makes a call and hands its answer on unless it was cancelled; false, and nothing done, while another one has its id. */
    boolean begin(Json id, Supplier<Answer.Outcome> call, Consumer<Answer.Outcome> answer) {
        Thread thread = Thread.ofVirtual().name("socket-call").unstarted(() -> {
            Answer.Outcome outcome = call.get();
            if (running.remove(id, Thread.currentThread())) {
                answer.accept(outcome);
            }
        });
        boolean first = running.putIfAbsent(id, thread) == null;
        if (first) {
            thread.start();
        }
        return first;
    }

    /** Cancels the call of this id, if it is under way: its thread is interrupted, and there is no answer. */
    void cancel(Json id) {
        Thread thread = running.remove(id);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Cancels all. */
    void cancelAll() {
        List.copyOf(running.keySet()).forEach(this::cancel);
    }

    /** How many there are. */
    int size() {
        return running.size();
    }
}

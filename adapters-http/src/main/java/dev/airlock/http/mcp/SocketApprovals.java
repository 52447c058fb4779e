package dev.airlock.http.mcp;

import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.json.JsonWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The requests for approval that one socket has asked about: it is told how they end. Thread-safe. */
final class SocketApprovals {
    /** Who follows more asks for the others. */
    private static final int MOST = 100;

    private final ApprovalWaits waits;
    private final Consumer<byte[]> out;
    private final Map<ApprovalId, ApprovalWaits.Wait> followed = new HashMap<>();
    private boolean closed;

    SocketApprovals(ApprovalWaits waits, Consumer<byte[]> out) {
        this.waits = waits;
        this.out = out;
    }

    /** Tells the socket that the call waits, and afterwards, once, what becomes of it. */
    synchronized void answer(Answer.Waiting waiting) {
        out.accept(waiting.pending().json());
        ApprovalId id = waiting.call().approval();
        if (!closed && followed.size() < MOST && !followed.containsKey(id)) {
            followed.put(id, waits.begin(waiting.exchange(), id, new Push(waiting)));
        }
    }

    private synchronized void tell(Answer.Waiting waiting, CallOutcome outcome) {
        ApprovalId id = waiting.call().approval();
        if (followed.remove(id) != null) {
            out.accept(message(id, waiting.words().apply(outcome).body()));
        }
    }

    private synchronized void forget(ApprovalId id) {
        followed.remove(id);
    }

    /** Follows nothing any more. */
    synchronized void close() {
        closed = true;
        followed.values().forEach(ApprovalWaits.Wait::close);
        followed.clear();
    }

    private final class Push implements ApprovalWaits.Waiter {
        private final Answer.Waiting waiting;

        private Push(Answer.Waiting waiting) {
            this.waiting = waiting;
        }

        @Override
        public void ended(CallOutcome outcome) {
            tell(waiting, outcome);
        }

        /** A socket whose token has ended is closed by others. */
        @Override
        public void shutOut() {
            forget(waiting.call().approval());
        }
    }

    private static byte[] message(ApprovalId id, Answer.Body body) {
        return new JsonWriter(512)
                .beginObject()
                .name("jsonrpc")
                .text("2.0")
                .name("method")
                .text("notifications/tool-execution-result")
                .name("params")
                .beginObject()
                .name("requestId")
                .text(id.toString())
                .name(body.name())
                .value(body.value())
                .endObject()
                .endObject()
                .toByteArray();
    }
}

package dev.airlock.http.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one client is connected.
 *
 * @param note what to know before
 * @param links links that open the client; they never carry a token
 * @param blocks what to paste where the client asks the person in the browser; no token either
 * @param withToken what to paste where it presents a token instead
 */
record Snippet(
        String id,
        String client,
        @Nullable String note,
        List<Link> links,
        List<Block> blocks,
        List<Block> withToken,
        boolean first) {
    /** A link that opens the client. */
    record Link(String label, String url) {}

    /** Text to copy. */
    record Block(String id, String label, String text) {
        static Block of(String id, String label, String text) {
            return new Block("snippet-" + id, label, text);
        }
    }
}

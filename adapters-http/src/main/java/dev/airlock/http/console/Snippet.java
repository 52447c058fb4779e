package dev.airlock.http.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one client is connected.
 *
 * @param note what to know before
 * @param links links that open the client; they never carry a token
 */
record Snippet(String id, String client, @Nullable String note, List<Link> links, List<Block> blocks, boolean first) {
    /** A link that opens the client. */
    record Link(String label, String url) {}

    /** Text to copy. */
    record Block(String id, String label, String text) {}
}

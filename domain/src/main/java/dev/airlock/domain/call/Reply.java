package dev.airlock.domain.call;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream answered, shaped and bounded for an agent.
 *
 * @param status the HTTP status
 * @param failed whether the status says that the operation failed
 * @param content the blocks an agent reads
 * @param structured the same as one JSON object in UTF-8, where the upstream sent one; not to be changed
 * @param truncated whether something was cut off; the content says so too
 */
public record Reply(
        int status, boolean failed, List<Content> content, byte @Nullable [] structured, boolean truncated) {
    public Reply {
        content = List.copyOf(content);
    }

    /** Words of Airlock's own in the place of an answer: the operation was done. */
    public static Reply done(String words) {
        return new Reply(200, false, List.of(new Content.Text(words.getBytes(StandardCharsets.UTF_8))), null, false);
    }
}

package dev.airlock.domain.audit;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * A position in a writer's chain: everything up to it is fixed by its hash.
 *
 * @param writer the chain
 * @param sequence the place in it; 0 before the first link
 * @param hash the hash of the link at that place; not to be changed
 */
public record ChainHead(UUID writer, long sequence, byte[] hash) {
    /** Returns the position before a new chain's first link. */
    public static ChainHead start(UUID writer) {
        return new ChainHead(writer, 0, ChainLink.genesis());
    }

    /** Links an event to this position. */
    public ChainLink link(AuditEvent event) {
        return new ChainLink(writer, sequence + 1, hash, event);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHead head
                && writer.equals(head.writer)
                && sequence == head.sequence
                && Arrays.equals(hash, head.hash);
    }

    @Override
    public int hashCode() {
        return Objects.hash(writer, sequence, Arrays.hashCode(hash));
    }
}

package dev.airlock.application.audit;

import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.ChainLink;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hash chains of all writers as they are stored, across organizations: the evidence. */
public interface AuditChains {
    /** Returns the end of every chain, oldest writer first. */
    List<ChainHead> heads();

    /** Streams one chain in order of its sequence. */
    void walk(UUID writer, Consumer<Stored> sink);

    /** Returns the hash stored at a place, or null where there is no record. */
    byte @Nullable [] hashAt(UUID writer, long sequence);

    /** A record as it is stored. */
    sealed interface Stored {
        /** One that can be read, and the hash that was stored for it. */
        record Link(ChainLink link, byte[] hash) implements Stored {}

        /** One that is no audit event any more. */
        record Unreadable(long sequence, String problem) implements Stored {}
    }
}

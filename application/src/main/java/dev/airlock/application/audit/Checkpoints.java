package dev.airlock.application.audit;

import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The signed checkpoints, kept outside the database. */
public interface Checkpoints {
    /** Signs a checkpoint and adds it after the last one; it is durable on return. */
    void add(Instant at, List<ChainHead> heads);

    /** Returns the newest checkpoint, or null where there is none or its signature is wrong. */
    @Nullable
    Checkpoint last();

    /** Streams the checkpoints, oldest first. */
    void read(Consumer<Stored> sink);

    /** Says which key signs, for comparison with a copy noted elsewhere. */
    String keyFingerprint();

    /** A checkpoint as it is stored. */
    sealed interface Stored {
        /** One whose signature is right and that follows the one before it. */
        record Sound(Checkpoint checkpoint) implements Stored {}

        /**
         * One that was altered, inserted, or whose predecessor is gone.
         *
         * @param line where it stands, from 1
         */
        record Broken(long line, String problem) implements Stored {}
    }
}

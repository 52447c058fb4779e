package dev.airlock.persistence.audit;

import dev.airlock.application.audit.Checkpoints;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** For looking at the chains alone. */
final class NoCheckpoints implements Checkpoints {
    @Override
    public void add(Instant at, List<ChainHead> heads) {}

    @Override
    public @Nullable Checkpoint last() {
        return null;
    }

    @Override
    public void read(Consumer<Stored> sink) {}

    @Override
    public String keyFingerprint() {
        return "none";
    }
}

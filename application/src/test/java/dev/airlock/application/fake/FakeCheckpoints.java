package dev.airlock.application.fake;

import dev.airlock.application.audit.Checkpoints;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checkpoints in memory, all of them sound. */
public final class FakeCheckpoints implements Checkpoints {
    private final List<Checkpoint> taken = new ArrayList<>();

    @Override
    public void add(Instant at, List<ChainHead> heads) {
        taken.add(new Checkpoint(taken.size() + 1L, at, heads));
    }

    @Override
    public @Nullable Checkpoint last() {
        return taken.isEmpty() ? null : taken.getLast();
    }

    @Override
    public void read(Consumer<Stored> sink) {
        taken.forEach(checkpoint -> sink.accept(new Stored.Sound(checkpoint)));
    }

    @Override
    public String keyFingerprint() {
        return "none";
    }
}

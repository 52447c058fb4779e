package dev.airlock.application.audit;

import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Ties the ends of the chains into a signed checkpoint, often enough that little can be cut off unnoticed. Each time it compares them with the last
 * checkpoint first, so that a database which is older than that never becomes what is known of it before somebody has dealt with it.
 */
public final class TakeCheckpoint {
    private static final long EVENTS = 100;
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private final AuditChains chains;
    private final Checkpoints checkpoints;
    private final Consumer<Checkpoint> whenOlder;
    private final InstantSource clock;
    private final Map<UUID, Long> covered = new HashMap<>();
    private Instant last = Instant.EPOCH;

    /**
     * Makes the verb.
     *
     * @param whenOlder deals with a database that lacks what this checkpoint saw; where it fails, no checkpoint is taken and it is asked again
     */
    public TakeCheckpoint(
            AuditChains chains, Checkpoints checkpoints, Consumer<Checkpoint> whenOlder, InstantSource clock) {
        this.chains = chains;
        this.checkpoints = checkpoints;
        this.whenOlder = whenOlder;
        this.clock = clock;
    }

    /** Takes one if 100 events are not covered yet, or any and the last checkpoint is a minute old. */
    public synchronized void ifDue() {
        List<ChainHead> grown = grown();
        long uncovered = grown.stream()
                .mapToLong(head -> head.sequence() - covered(head))
                .sum();
        boolean old = !clock.instant().isBefore(last.plus(INTERVAL));
        if (uncovered >= EVENTS || (uncovered > 0 && old)) {
            take(grown);
        }
    }

    /** Takes one if anything at all is not covered yet. */
    public synchronized void now() {
        List<ChainHead> grown = grown();
        if (!grown.isEmpty()) {
            take(grown);
        }
    }

    private List<ChainHead> grown() {
        List<ChainHead> heads = chains.heads();
        Checkpoint seen = checkpoints.last();
        if (seen != null && !seen.isHeldBy(heads)) {
            whenOlder.accept(seen);
            covered.clear();
            last = Instant.EPOCH;
            heads = chains.heads();
        }
        return heads.stream().filter(head -> head.sequence() != covered(head)).toList();
    }

    private long covered(ChainHead head) {
        return covered.getOrDefault(head.writer(), 0L);
    }

    private void take(List<ChainHead> heads) {
        last = clock.instant();
        checkpoints.add(last, heads);
        heads.forEach(head -> covered.put(head.writer(), head.sequence()));
    }
}

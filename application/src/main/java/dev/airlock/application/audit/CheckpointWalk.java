package dev.airlock.application.audit;

import dev.airlock.application.audit.Checkpoints.Stored;
import dev.airlock.application.audit.Verification.Finding;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Compares checkpoints with the chains; the first disagreement about a chain is told, those that follow from it are not. */
final class CheckpointWalk implements Consumer<Stored> {
    private final AuditChains chains;
    private final Findings findings;
    private final Map<UUID, Long> covered = new HashMap<>();
    private final Map<UUID, ChainHead> confirmed = new HashMap<>();
    private final Set<UUID> contradicted = new HashSet<>();
    private long checkpoints;

    CheckpointWalk(AuditChains chains, Findings findings) {
        this.chains = chains;
        this.findings = findings;
    }

    @Override
    public void accept(Stored stored) {
        checkpoints++;
        switch (stored) {
            case Stored.Sound(Checkpoint checkpoint) ->
                checkpoint.heads().forEach(head -> compare(checkpoint.number(), head));
            case Stored.Broken(long line, String problem) -> findings.add(new Finding.OfCheckpoint(line, problem));
        }
    }

    long checkpoints() {
        return checkpoints;
    }

    /** How much of the chain the checkpoints cover. */
    long covered(UUID writer) {
        return covered.getOrDefault(writer, 0L);
    }

    private void compare(long checkpoint, ChainHead head) {
        covered.merge(head.writer(), head.sequence(), Math::max);
        // The first checkpoint after each start names every chain there ever was, most of which ended long ago.
        if (contradicted.contains(head.writer()) || head.equals(confirmed.get(head.writer()))) {
            return;
        }
        byte[] stored = chains.hashAt(head.writer(), head.sequence());
        if (stored == null) {
            wrong(
                    head,
                    "checkpoint " + checkpoint
                            + " saw it, now it is missing: the chain was cut off, or an older database was restored");
        } else if (!Arrays.equals(stored, head.hash())) {
            wrong(
                    head,
                    "checkpoint " + checkpoint
                            + " saw another one: this record, or one before it, was altered and the chain made anew");
        } else {
            confirmed.put(head.writer(), head);
        }
    }

    private void wrong(ChainHead head, String problem) {
        contradicted.add(head.writer());
        findings.add(new Finding.OfRecord(head.writer(), head.sequence(), null, problem));
    }
}

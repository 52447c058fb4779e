package dev.airlock.application.audit;

import dev.airlock.domain.audit.ChainHead;

/** Walks every chain and every checkpoint and says which records are wrong. Reads the whole log once, in constant memory. */
public final class VerifyAudit {
    private final AuditChains chains;
    private final Checkpoints checkpoints;

    /** Makes the verb. */
    public VerifyAudit(AuditChains chains, Checkpoints checkpoints) {
        this.chains = chains;
        this.checkpoints = checkpoints;
    }

    /** Verifies the log; it may grow meanwhile. */
    public Verification verify() {
        var findings = new Findings();
        var heads = chains.heads();
        long events = 0;
        for (ChainHead head : heads) {
            var walk = new ChainWalk(head.writer(), findings);
            chains.walk(head.writer(), walk);
            events += walk.records();
        }
        var checked = new CheckpointWalk(chains, findings);
        checkpoints.read(checked);
        long uncovered = heads.stream()
                .mapToLong(head -> Math.max(0, head.sequence() - checked.covered(head.writer())))
                .sum();
        return new Verification(
                heads.size(),
                events,
                checked.checkpoints(),
                uncovered,
                checkpoints.keyFingerprint(),
                findings.count(),
                findings.first());
    }
}

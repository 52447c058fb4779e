package dev.airlock.application.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.InstantSource;

/** Gives every deed that a crash interrupted the only honest end: nobody knows whether it was done. */
public final class CloseOpenIntents {
    private static final RawJson WHY = RawJson.of(Json.object()
            .put("problem", "Airlock ended between intent and outcome; it may or may not have been done")
            .build());

    private final AbandonedWriters abandoned;
    private final AuditLog audit;
    private final InstantSource clock;

    /** Makes the verb. */
    public CloseOpenIntents(AbandonedWriters abandoned, AuditLog audit, InstantSource clock) {
        this.abandoned = abandoned;
        this.audit = audit;
        this.clock = clock;
    }

    /** Closes every abandoned writer and returns how many there were; what cannot be recorded now stays for the next time. */
    public int run() {
        return abandoned.close(this::end);
    }

    private boolean end(AuditEvent intent) {
        try {
            audit.append(unknown(intent));
            return true;
        } catch (AuditUnavailableException e) {
            return false;
        }
    }

    private AuditEvent unknown(AuditEvent intent) {
        return new AuditEvent(
                intent.organization(),
                intent.subject(),
                Phase.OUTCOME,
                clock.instant(),
                intent.action(),
                intent.actor(),
                intent.client(),
                intent.address(),
                intent.server(),
                intent.tool(),
                AuditResult.OUTCOME_UNKNOWN,
                WHY);
    }
}

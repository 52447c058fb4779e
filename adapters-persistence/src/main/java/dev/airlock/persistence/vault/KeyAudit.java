package dev.airlock.persistence.vault;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Records what an operator does to the keys of each organization: before it is done, and what came of it. */
final class KeyAudit {
    private final AuditLog log;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    KeyAudit(AuditLog log, InstantSource clock, Supplier<UUID> ids) {
        this.log = log;
        this.clock = clock;
        this.ids = ids;
    }

    /** Something that has begun and is to end. */
    record Deed(OrganizationId organization, UUID subject, String action) {}

    /** Records that something is about to be done; where that cannot be recorded it may not be done. */
    Deed begin(OrganizationId organization, String action, Json.Obj detail) throws UnusableKeyException {
        var deed = new Deed(organization, ids.get(), action);
        try {
            log.append(event(deed, Phase.INTENT, AuditResult.STARTED, detail));
        } catch (AuditUnavailableException e) {
            throw new UnusableKeyException("the work was stopped: " + e.getMessage() + "; run it again to go on", e);
        }
        return deed;
    }

    /** Records that it was done. */
    void end(Deed deed, Json.Obj detail) {
        log.appendLater(event(deed, Phase.OUTCOME, AuditResult.SUCCEEDED, detail));
    }

    private AuditEvent event(Deed deed, Phase phase, AuditResult result, Json.Obj detail) {
        return new AuditEvent(
                deed.organization,
                deed.subject,
                phase,
                clock.instant(),
                deed.action,
                null,
                "the command line",
                "",
                null,
                null,
                result,
                RawJson.of(detail));
    }
}

package dev.airlock.application.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Records how people and their clients come in: what happens before there is a caller whom the gate could admit. */
public final class IdentityAudit {
    private final AuditLog audit;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** Makes the ledger. */
    public IdentityAudit(AuditLog audit, InstantSource clock, Supplier<UUID> ids) {
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Something that happened to a person's account.
     *
     * @param client the program concerned, as people know it
     * @param detail what is to be recorded, without secrets
     */
    public record Deed(
            Membership place, String action, String client, String address, AuditResult result, Json.Obj detail) {}

    /** Records the deed durably; what it leads to may be handed out only then. */
    public void record(Deed deed) throws AuditUnavailableException {
        audit.append(event(deed));
    }

    /** Records a deed that gives nobody anything, such as a refusal, in a moment. */
    public void recordLater(Deed deed) {
        audit.appendLater(event(deed));
    }

    private AuditEvent event(Deed deed) {
        return new AuditEvent(
                deed.place().organization().id(),
                ids.get(),
                AuditEvent.Phase.EVENT,
                clock.instant(),
                deed.action(),
                deed.place().person().id().value(),
                deed.client(),
                deed.address(),
                null,
                null,
                deed.result(),
                RawJson.of(deed.detail()));
    }
}

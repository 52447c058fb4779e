package dev.airlock.http.api;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.json.RawJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One record of the audit log and its place in its writer's chain. */
record AuditEventView(
        Instant at,
        String action,
        AuditEvent.Phase phase,
        AuditResult result,
        String subject,
        @Nullable String actor,
        String client,
        String address,
        @Nullable String server,
        @Nullable String tool,
        RawJson detail,
        String writer,
        long sequence) {

    static AuditEventView of(AuditTrail.Entry entry) {
        AuditEvent event = entry.event();
        UUID actor = event.actor();
        return new AuditEventView(
                event.at(),
                event.action(),
                event.phase(),
                event.result(),
                event.subject().toString(),
                actor == null ? null : actor.toString(),
                event.client(),
                event.address(),
                event.server(),
                event.tool(),
                event.detail(),
                entry.writer().toString(),
                entry.sequence());
    }
}

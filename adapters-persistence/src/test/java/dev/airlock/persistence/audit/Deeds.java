package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.Instant;
import java.util.UUID;

/** Things to record. */
final class Deeds {
    static final OrganizationId HARBOUR = new OrganizationId(UUID.fromString("0a000000-0000-4000-8000-000000000001"));
    static final OrganizationId LIGHTHOUSE =
            new OrganizationId(UUID.fromString("0a000000-0000-4000-8000-000000000002"));
    static final UUID ADA = UUID.fromString("0b000000-0000-4000-8000-000000000001");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private Deeds() {}

    static AuditEvent intent(UUID subject) {
        return event(HARBOUR, subject, Phase.INTENT, NOON, "tool.call", ADA, "shop", "get_order", AuditResult.STARTED);
    }

    static AuditEvent outcome(UUID subject) {
        return event(
                HARBOUR, subject, Phase.OUTCOME, NOON, "tool.call", ADA, "shop", "get_order", AuditResult.SUCCEEDED);
    }

    static AuditEvent refusal(OrganizationId organization, Instant at) {
        return event(
                organization,
                UUID.randomUUID(),
                Phase.EVENT,
                at,
                "tool.call",
                ADA,
                "shop",
                "drop_all",
                AuditResult.DENIED);
    }

    static AuditEvent event(
            OrganizationId organization,
            UUID subject,
            Phase phase,
            Instant at,
            String action,
            UUID actor,
            String server,
            String tool,
            AuditResult result) {
        var detail = Json.object().put("rule", "default").put("digest", "5f2c").build();
        return new AuditEvent(
                organization,
                subject,
                phase,
                at,
                action,
                actor,
                "claude-code",
                "192.0.2.7",
                server,
                tool,
                result,
                RawJson.of(detail));
    }
}

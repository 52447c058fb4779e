package dev.airlock.http.console;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.identity.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns audit events into rows of a table. */
final class AuditRows {
    private final Console console;

    AuditRows(Console console) {
        this.console = console;
    }

    /** An event as lists show it. */
    record Row(
            String subject,
            Moment at,
            String action,
            String phase,
            @Nullable String server,
            @Nullable String tool,
            String actor,
            String client,
            String address,
            String result,
            String tone,
            String detail) {}

    List<Row> of(Visit visit, List<AuditTrail.Entry> entries) {
        Map<UUID, String> names = new HashMap<>();
        for (Member member : console.verbs().members().listAll(visit.caller())) {
            names.put(member.user().value(), member.membership().person().name());
        }
        return entries.stream().map(entry -> row(entry.event(), names)).toList();
    }

    private Row row(AuditEvent event, Map<UUID, String> names) {
        return new Row(
                event.subject().toString(),
                Moment.of(event.at(), console.clock().instant()),
                event.action(),
                phase(event.phase()),
                event.server(),
                event.tool(),
                event.actor() == null ? "Airlock" : names.getOrDefault(event.actor(), "a former member"),
                event.client(),
                event.address(),
                words(event.result()),
                tone(event.result()),
                PrettyJson.of(event.detail().parse()));
    }

    private static String phase(Phase phase) {
        return switch (phase) {
            case INTENT -> "Intent";
            case OUTCOME -> "Outcome";
            case EVENT -> "Event";
        };
    }

    static String words(AuditResult result) {
        String text = result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String tone(AuditResult result) {
        return switch (result) {
            case SUCCEEDED -> "good";
            case FAILED, DENIED -> "bad";
            case OUTCOME_UNKNOWN, AWAITING_APPROVAL, INVALID -> "waits";
            case STARTED -> "quiet";
        };
    }
}

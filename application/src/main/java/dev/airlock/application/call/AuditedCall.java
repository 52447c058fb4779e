package dev.airlock.application.call;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.AuditEvent.Phase;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import java.time.InstantSource;

/** Writes the audit records of one call. */
final class AuditedCall {
    private static final int MAX_NAME = 128;

    private final AuditLog audit;
    private final InstantSource clock;
    private final CallId id;
    private final ToolCall call;

    AuditedCall(AuditLog audit, InstantSource clock, CallId id, ToolCall call) {
        this.audit = audit;
        this.clock = clock;
        this.id = id;
        this.call = call;
    }

    /** Records, durably, that the call ended before anything was sent. */
    void refused(AuditResult result, Json.ObjBuilder detail) throws AuditUnavailableException {
        audit.append(
                event(Phase.EVENT, result, detail.put("arguments", arguments()).build()));
    }

    /** Records, durably, that the request is about to be sent. */
    void intent(Json.ObjBuilder detail) throws AuditUnavailableException {
        audit.append(event(
                Phase.INTENT,
                AuditResult.STARTED,
                detail.put("arguments", arguments()).build()));
    }

    /** Records how it ended. */
    void outcome(AuditResult result, Json.Obj detail) {
        audit.appendLater(event(Phase.OUTCOME, result, detail));
    }

    private Json arguments() {
        return AuditedArguments.of(call.arguments());
    }

    private AuditEvent event(Phase phase, AuditResult result, Json.Obj detail) {
        return new AuditEvent(
                call.caller().organizationId(),
                id.value(),
                phase,
                clock.instant(),
                "tool.call",
                call.caller().user().value(),
                call.caller().client(),
                call.caller().address(),
                call.server().value(),
                AuditedArguments.cut(call.tool(), MAX_NAME),
                result,
                RawJson.of(detail));
    }
}

package dev.airlock.application.call;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.policy.Verdict;
import dev.airlock.domain.server.Server;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The guarded call, the one way through for every door: look-up, arguments, policy, durable intent, credential, upstream, outcome. Nothing reaches
 * an upstream unless its intent is committed, and where nothing can be recorded nothing runs.
 */
public final class CallTool {
    private static final int MAX_VIOLATIONS = 20;
    private static final int MAX_PROBLEM = 500;

    private final PrepareCall prepareCall;
    private final ApprovalDesk desk;
    private final Dispatch dispatch;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** Makes the verb. */
    public CallTool(
            PrepareCall prepareCall,
            ApprovalDesk desk,
            Dispatch dispatch,
            AuditLog audit,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.prepareCall = prepareCall;
        this.desk = desk;
        this.dispatch = dispatch;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /** Runs the call as far as policy lets it go. */
    public CallOutcome call(ToolCall call) {
        var id = new CallId(ids.get());
        var record = new AuditedCall(audit, clock, id, call);
        try {
            return switch (prepareCall.prepare(call)) {
                case PrepareCall.Prepared.Unknown u -> {
                    record.refused(AuditResult.INVALID, Json.object().put("problem", "unknown tool"));
                    yield new CallOutcome.UnknownTool(call.tool());
                }
                case PrepareCall.Prepared.Invalid(List<Violation> violations) -> invalid(id, record, violations);
                case PrepareCall.Prepared.Ready(ReadyCall ready) -> obey(id, record, ready);
            };
        } catch (AuditUnavailableException e) {
            return new CallOutcome.Unavailable(
                    "nothing was sent, because the call could not be recorded: " + e.getMessage());
        }
    }

    private CallOutcome obey(CallId id, AuditedCall record, ReadyCall ready) throws AuditUnavailableException {
        boolean unconnected = ready.isUnconnected();
        return switch (ready.verdict()) {
            case Verdict.Deny(Ground ground) -> {
                record.refused(AuditResult.DENIED, ready.detail());
                yield new CallOutcome.Denied(id, ground);
            }
            // Before people are asked: what they approve is bound to the connection that it would be sent with.
            case Verdict.RequireApproval r when unconnected -> notConnected(id, record, ready);
            case Verdict.Allow a when unconnected -> notConnected(id, record, ready);
            case Verdict.RequireApproval asked ->
                desk.ask(
                        id,
                        ready,
                        asked,
                        (waits, detail) -> record.refused(
                                waits ? AuditResult.AWAITING_APPROVAL : AuditResult.DENIED,
                                ready.detail().putAll(detail)));
            case Verdict.Allow a -> dispatch.send(id, ready, Json.Obj.EMPTY, () -> true);
        };
    }

    private static CallOutcome invalid(CallId id, AuditedCall record, List<Violation> violations)
            throws AuditUnavailableException {
        Json problems = Json.strings(violations.stream()
                .limit(MAX_VIOLATIONS)
                .map(v -> AuditedArguments.cut(v.argument() + ": " + v.problem(), MAX_PROBLEM))
                .toList());
        record.refused(AuditResult.INVALID, Json.object().put("violations", problems));
        return new CallOutcome.InvalidArguments(id, violations);
    }

    private static CallOutcome notConnected(CallId id, AuditedCall record, ReadyCall ready)
            throws AuditUnavailableException {
        record.refused(AuditResult.FAILED, ready.detail().put("problem", "not connected"));
        Connection connection = ready.connection();
        return new CallOutcome.NotConnected(
                id, ready.server().name(), connectPath(ready.server()), connection == null ? null : connection.fault());
    }

    /** The page on which a caller connects the server. */
    static String connectPath(Server server) {
        return "/servers/" + server.slug() + "/connection";
    }
}

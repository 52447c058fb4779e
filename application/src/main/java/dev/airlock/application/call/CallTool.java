package dev.airlock.application.call;

import dev.airlock.application.approval.Approvals;
import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.connection.CallerConnections;
import dev.airlock.application.connection.OpenCredentials;
import dev.airlock.application.connection.OpenCredentials.Opened;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.CanonicalRequest;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.policy.Verdict;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.tool.Tool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The guarded call, the one way through for every door: look-up, arguments, policy, durable intent, credential, upstream, outcome. Nothing reaches
 * an upstream unless its intent is committed, and where nothing can be recorded nothing runs.
 */
public final class CallTool {
    private static final int MAX_VIOLATIONS = 20;
    private static final int MAX_PROBLEM = 500;

    private final ServerSnapshots snapshots;
    private final CallerConnections connections;
    private final Sender sender;
    private final Approvals approvals;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Duration approvalLifetime;

    /** Makes the verb; requests for approval live for the given time. */
    public CallTool(
            ServerSnapshots snapshots,
            CallerConnections connections,
            OpenCredentials credentials,
            Approvals approvals,
            AuditLog audit,
            InstantSource clock,
            Supplier<UUID> ids,
            Duration approvalLifetime) {
        this.snapshots = snapshots;
        this.connections = connections;
        this.sender = new Sender(credentials);
        this.approvals = approvals;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
        this.approvalLifetime = approvalLifetime;
    }

    /** Runs the call as far as policy lets it go. */
    public CallOutcome call(ToolCall call) {
        var id = new CallId(ids.get());
        var record = new AuditedCall(audit, clock, id, call);
        try {
            ServerSnapshot snapshot = snapshots.find(call.caller(), call.server());
            SnapshotTool tool = snapshot == null ? null : snapshot.tool(call.tool());
            if (snapshot == null || tool == null) {
                record.refused(AuditResult.INVALID, Json.object().put("problem", "unknown tool"));
                return new CallOutcome.UnknownTool(call.tool());
            }
            return prepare(id, call, record, snapshot, tool);
        } catch (AuditUnavailableException e) {
            return new CallOutcome.Unavailable(
                    "nothing was sent, because the call could not be recorded: " + e.getMessage());
        }
    }

    private CallOutcome prepare(
            CallId id, ToolCall call, AuditedCall record, ServerSnapshot snapshot, SnapshotTool tool)
            throws AuditUnavailableException {
        SnapshotTool.Prepared prepared = tool.prepared();
        List<Violation> violations = prepared.check().violations(call.arguments());
        if (!violations.isEmpty()) {
            return invalid(id, record, violations);
        }
        Server server = snapshot.server();
        Connection found = server.schemes().isEmpty() ? null : connections.find(call.caller(), server);
        return switch (prepared.operation().prepare(call.arguments(), Sender.variables(server, found))) {
            case Executor.Preparation.Invalid(List<Violation> unfit) -> invalid(id, record, unfit);
            case Executor.Preparation.Ready(OutgoingRequest request) -> {
                Connection connection = found == null ? null : fit(server, request, found);
                var canonical = new CanonicalRequest(
                        call.caller(),
                        server.id(),
                        tool.tool().fingerprint(),
                        connection == null
                                ? null
                                : new CanonicalRequest.ConnectionRef(connection.id(), connection.generation()),
                        request);
                yield judge(id, call, record, snapshot, tool, canonical, connection);
            }
        };
    }

    private CallOutcome judge(
            CallId id,
            ToolCall call,
            AuditedCall record,
            ServerSnapshot snapshot,
            SnapshotTool tool,
            CanonicalRequest canonical,
            @Nullable Connection connection)
            throws AuditUnavailableException {
        Instant now = clock.instant();
        Verdict verdict = snapshot.policy().judge(call.caller(), tool.tool(), call.arguments(), now);
        boolean unconnected = (connection == null || connection.fault() != null)
                && !snapshot.server().schemes().isEmpty();
        return switch (verdict) {
            case Verdict.Deny(Ground ground) -> {
                record.refused(AuditResult.DENIED, detail(canonical, ground));
                yield new CallOutcome.Denied(id, ground);
            }
            // Before people are asked: what they approve is bound to the connection that it would be sent with.
            case Verdict.RequireApproval(Ground ground, var demand)
            when unconnected -> notConnected(id, record, snapshot.server(), canonical, connection, ground);
            case Verdict.Allow(Ground ground)
            when unconnected -> notConnected(id, record, snapshot.server(), canonical, connection, ground);
            case Verdict.RequireApproval asked -> ask(id, call, record, tool.tool(), canonical, asked, now);
            case Verdict.Allow(Ground ground) ->
                send(id, record, snapshot.server(), tool.prepared().operation(), canonical, connection, ground);
        };
    }

    private CallOutcome ask(
            CallId id,
            ToolCall call,
            AuditedCall record,
            Tool tool,
            CanonicalRequest canonical,
            Verdict.RequireApproval asked,
            Instant now)
            throws AuditUnavailableException {
        var approval = new ApprovalId(ids.get());
        Instant expiresAt = now.plus(approvalLifetime);
        var requested = new RequestedCall(
                call.caller().organizationId(),
                approval,
                id,
                call.caller().user(),
                call.caller().client(),
                canonical.server(),
                tool.name(),
                tool.fingerprint(),
                RawJson.of(call.arguments()),
                canonical.digest(),
                asked.ground(),
                asked.demand(),
                now,
                expiresAt);
        record.refused(
                AuditResult.AWAITING_APPROVAL, detail(canonical, asked.ground()).put("approval", approval.toString()));
        approvals.add(new Approval.Pending(requested, Set.of()));
        return new CallOutcome.AwaitingApproval(id, approval, asked.ground(), expiresAt);
    }

    private CallOutcome send(
            CallId id,
            AuditedCall record,
            Server server,
            Executor.Operation operation,
            CanonicalRequest canonical,
            @Nullable Connection connection,
            Ground ground)
            throws AuditUnavailableException {
        record.intent(detail(canonical, ground));
        AuditResult ended = AuditResult.FAILED;
        Json.Obj detail = Json.Obj.EMPTY;
        try {
            Opened opened = connection == null ? null : sender.open(server, connection);
            if (opened != null && !(opened instanceof Opened.Ready)) {
                detail = Json.object()
                        .put("problem", "the credential could not be opened")
                        .build();
                return unopened(id, server, opened);
            }
            ended = AuditResult.OUTCOME_UNKNOWN;
            return switch (sender.send(server, operation, canonical.outgoing(), opened)) {
                case Executor.Transmission.Answered(var reply, var redirectedTo) -> {
                    ended = reply.failed() ? AuditResult.FAILED : AuditResult.SUCCEEDED;
                    detail = Json.object()
                            .put("status", reply.status())
                            .put("truncated", reply.truncated())
                            .put("redirectedTo", redirectedTo)
                            .build();
                    yield new CallOutcome.Answered(id, reply);
                }
                case Executor.Transmission.Failed(String problem, boolean sent) -> {
                    ended = sent ? AuditResult.OUTCOME_UNKNOWN : AuditResult.FAILED;
                    detail = Json.object().put("problem", problem).build();
                    yield new CallOutcome.UpstreamFailed(id, problem, sent);
                }
            };
        } finally {
            record.outcome(ended, detail);
        }
    }

    private static CallOutcome unopened(CallId id, Server server, Opened opened) {
        return switch (opened) {
            case Opened.Broken(String problem) -> notConnected(id, server, problem);
            case Opened.Unavailable(String problem) ->
                new CallOutcome.UpstreamFailed(id, "your connection to " + server.name() + ": " + problem, false);
            case Opened.Ready r -> throw new IllegalArgumentException("it was opened");
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

    private static CallOutcome notConnected(
            CallId id,
            AuditedCall record,
            Server server,
            CanonicalRequest canonical,
            @Nullable Connection connection,
            Ground ground)
            throws AuditUnavailableException {
        record.refused(AuditResult.FAILED, detail(canonical, ground).put("problem", "not connected"));
        return notConnected(id, server, connection == null ? null : connection.fault());
    }

    private static CallOutcome notConnected(CallId id, Server server, @Nullable String fault) {
        return new CallOutcome.NotConnected(id, server.name(), "/servers/" + server.slug() + "/connection", fault);
    }

    /** Returns the connection; at fault where its credential may not go where the request goes. */
    private static Connection fit(Server server, OutgoingRequest request, Connection connection) {
        List<ServerVariable> missing = server.target().missing(connection.variables());
        if (!missing.isEmpty()) {
            return connection.broken(
                    "it does not say yet which " + missing.getFirst().name() + " it is for");
        }
        return connection.origins().contains(request.origin())
                ? connection
                : connection.broken("it was not made for calls to " + request.origin());
    }

    private static Json.ObjBuilder detail(CanonicalRequest canonical, Ground ground) {
        return Json.object()
                .put("rule", ground.rule())
                .put("method", canonical.outgoing().method())
                .put("origin", canonical.outgoing().origin())
                .put("digest", canonical.digest().toString());
    }
}

package dev.airlock.application.call;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.connection.OpenCredentials;
import dev.airlock.application.connection.OpenCredentials.Opened;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.server.Server;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Sends a call that may be sent: durable intent, credential, upstream, outcome. Nothing reaches an upstream unless its intent is committed, and where nothing can be
 * recorded nothing runs.
 */
public final class Dispatch {
    private final Sender sender;
    private final AuditLog audit;
    private final InstantSource clock;

    /** Makes the way out. */
    public Dispatch(OpenCredentials credentials, AuditLog audit, InstantSource clock) {
        this.sender = new Sender(credentials);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Sends the call.
     *
     * @param because what the record of the intent is to say beside the rule
     * @param mayLeave is asked once, when nothing but the sending is left; where it says no, nothing is sent
     * @throws AuditUnavailableException nothing was sent, because it could not be recorded
     */
    public CallOutcome send(CallId id, ReadyCall ready, Json.Obj because, BooleanSupplier mayLeave)
            throws AuditUnavailableException {
        var record = new AuditedCall(audit, clock, id, ready.call());
        record.intent(ready.detail().putAll(because));
        return carryOut(id, ready, record, mayLeave);
    }

    private CallOutcome carryOut(CallId id, ReadyCall ready, AuditedCall record, BooleanSupplier mayLeave) {
        Server server = ready.server();
        Connection connection = ready.connection();
        AuditResult ended = AuditResult.FAILED;
        Json.Obj detail = Json.Obj.EMPTY;
        try {
            Opened opened = connection == null ? null : sender.open(server, connection);
            if (opened != null && !(opened instanceof Opened.Ready)) {
                detail = problem("the credential could not be opened");
                return unopened(id, server, opened);
            }
            if (!mayLeave.getAsBoolean()) {
                detail = problem("it may not be sent any more");
                return new CallOutcome.UpstreamFailed(id, "it may not be sent any more", false);
            }
            ended = AuditResult.OUTCOME_UNKNOWN;
            return switch (sender.send(
                    server, ready.operation(), ready.canonical().outgoing(), opened)) {
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
                    detail = problem(problem);
                    yield new CallOutcome.UpstreamFailed(id, problem, sent);
                }
            };
        } finally {
            record.outcome(ended, detail);
        }
    }

    private static Json.Obj problem(String problem) {
        return Json.object().put("problem", problem).build();
    }

    private static CallOutcome unopened(CallId id, Server server, Opened opened) {
        return switch (opened) {
            case Opened.Broken(String problem) ->
                new CallOutcome.NotConnected(id, server.name(), CallTool.connectPath(server), problem);
            case Opened.Unavailable(String problem) ->
                new CallOutcome.UpstreamFailed(id, "your connection to " + server.name() + ": " + problem, false);
            case Opened.Ready r -> throw new IllegalArgumentException("it was opened");
        };
    }
}

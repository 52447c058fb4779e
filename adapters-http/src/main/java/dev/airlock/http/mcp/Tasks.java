package dev.airlock.http.mcp;

import dev.airlock.application.approval.DecideApproval;
import dev.airlock.application.approval.FollowApproval;
import dev.airlock.application.approval.FollowApproval.Followed;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests for approval as tasks of the extension {@code io.modelcontextprotocol/tasks}: to a client that declares it, a call that waits for a person answers
 * with a task, which is the request itself. Nothing more is kept for it, so that it can be asked about on every node, by the same user through the same client.
 */
final class Tasks {
    static final String EXTENSION = "io.modelcontextprotocol/tasks";

    private static final long POLL_MILLIS = 5_000;
    private static final String UNKNOWN =
            "params.taskId is of no task of yours at this server; it is the taskId that the call answered with";

    private final ResultFrame frame;
    private final CheckApproval checkApproval;
    private final FollowApproval follow;
    private final DecideApproval decide;
    private final CallResults results;

    Tasks(
            ResultFrame frame,
            CallResults results,
            CheckApproval checkApproval,
            FollowApproval follow,
            DecideApproval decide) {
        this.frame = frame;
        this.results = results;
        this.checkApproval = checkApproval;
        this.follow = follow;
        this.decide = decide;
    }

    /** Returns whether a client with these capabilities understands tasks. */
    static boolean areDeclaredIn(Json.@Nullable Obj capabilities) {
        Json.Obj extensions = capabilities == null ? null : capabilities.object("extensions");
        return extensions != null && extensions.object(EXTENSION) != null;
    }

    /** Answers with a task in the place of a call that waits; one that has ended meanwhile is answered as it ended. */
    Answer.Outcome begin(Answer.Waiting waiting) {
        Message.Request request = waiting.request();
        return switch (follow.follow(waiting.exchange().caller(), waiting.call().approval())) {
            case Followed.Waiting(Approval approval) ->
                frame.task(request.id(), out -> describe(out, approval, Status.WORKING));
            case Followed.Ended(var approval, var outcome) -> waiting.words().apply(outcome);
            case null -> waiting.pending();
        };
    }

    /** Answers a request about a task; of a client that understands tasks. */
    Answer answer(Exchange exchange, Message.Request request) {
        ApprovalId id = id(request);
        return id == null
                ? unknown(request)
                : new Answer.Calling(request.id(), () -> switch (request.method()) {
                    case "tasks/get" -> get(exchange, request, id);
                    case "tasks/cancel" -> cancel(exchange, request, id);
                    default -> update(exchange, request, id);
                });
    }

    private Answer.Response get(Exchange exchange, Message.Request request, ApprovalId id) {
        return switch (checkApproval.find(exchange, id)) {
            case Followed.Waiting(Approval approval) -> details(request, approval, Status.WORKING, null);
            case Followed.Ended(Approval.Cancelled cancelled, var outcome) ->
                details(request, cancelled, Status.CANCELLED, null);
            case Followed.Ended(Approval approval, var outcome) -> {
                Answer.Response response = CheckApproval.words(exchange, request, approval, results, outcome);
                yield details(
                        request,
                        approval,
                        response instanceof Answer.Failure ? Status.FAILED : Status.COMPLETED,
                        response);
            }
            case null -> unknown(request);
        };
    }

    private Answer.Response details(
            Message.Request request, Approval approval, Status status, Answer.@Nullable Response response) {
        return frame.result(request.id(), response == null ? 512 : response.json().length + 512, out -> {
            describe(out, approval, status);
            if (response != null) {
                Answer.Body body = response.body();
                out.name(body.name()).value(body.value());
            }
        });
    }

    private Answer.Response cancel(Exchange exchange, Message.Request request, ApprovalId id) {
        if (checkApproval.find(exchange, id) == null) {
            return unknown(request);
        }
        // Too late is no error in the protocol: what became of the task says tasks/get.
        var _ = decide.cancel(exchange.caller(), id);
        return frame.result(request.id(), 0, out -> {});
    }

    /** No task asks for anything. */
    private Answer.Response update(Exchange exchange, Message.Request request, ApprovalId id) {
        return checkApproval.find(exchange, id) == null ? unknown(request) : frame.result(request.id(), 0, out -> {});
    }

    private enum Status {
        WORKING,
        COMPLETED,
        FAILED,
        CANCELLED
    }

    private static void describe(JsonWriter out, Approval approval, Status status) {
        RequestedCall call = approval.requested();
        out.name("taskId").text(call.id().toString());
        out.name("status").text(status.name().toLowerCase(Locale.ROOT));
        if (status == Status.WORKING) {
            out.name("statusMessage")
                    .text("waiting for a person's approval: " + call.ground().explanation());
        }
        out.name("createdAt").text(call.requestedAt().toString());
        out.name("lastUpdatedAt").text(approval.at().toString());
        out.name("ttlMs")
                .number(Duration.between(call.requestedAt(), call.expiresAt()).toMillis());
        out.name("pollIntervalMs").number(POLL_MILLIS);
    }

    private static @Nullable ApprovalId id(Message.Request request) {
        try {
            String given = request.params().text("taskId");
            return given == null ? null : new ApprovalId(UUID.fromString(given));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Answer.Failure unknown(Message.Request request) {
        return new Answer.Failure(request.id(), RpcError.invalidParams(UNKNOWN));
    }
}

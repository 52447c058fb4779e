package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Standing;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.call.ApprovalDesk;
import dev.airlock.application.call.ReadyCall;
import dev.airlock.application.change.Change.OfApproval;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.Approvers;
import dev.airlock.domain.approval.PlannedCall;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.approval.Requester;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks people for their approval of a call. */
public final class RequestApproval implements ApprovalDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RequestApproval.class);

    private final Approvals approvals;
    private final ApproverPool pool;
    private final ApprovalMail mail;
    private final ReadPresent readPresent;
    private final SendApproved sendApproved;
    private final UnitOfWork work;
    private final Supplier<UUID> ids;
    private final ApprovalSettings settings;

    /** Makes the verb. */
    public RequestApproval(
            Approvals approvals,
            ApproverPool pool,
            ApprovalMail mail,
            ReadPresent readPresent,
            SendApproved sendApproved,
            UnitOfWork work,
            Supplier<UUID> ids,
            ApprovalSettings settings) {
        this.approvals = approvals;
        this.pool = pool;
        this.mail = mail;
        this.readPresent = readPresent;
        this.sendApproved = sendApproved;
        this.work = work;
        this.ids = ids;
        this.settings = settings;
    }

    private record Asked(CallOutcome outcome, boolean approved) {}

    /** Whatever keeps a request from being stored, nothing was sent. */
    @Override
    public CallOutcome ask(CallId id, ReadyCall ready, Verdict.RequireApproval verdict, Recording recording)
            throws AuditUnavailableException {
        try {
            return askOrJoin(id, ready, verdict, recording);
        } catch (RuntimeException e) {
            LOG.error("a request for approval could not be stored", e);
            return new CallOutcome.Unavailable(
                    "nothing was sent, because the request for a person's approval could not be stored");
        }
    }

    private CallOutcome askOrJoin(CallId id, ReadyCall ready, Verdict.RequireApproval verdict, Recording recording)
            throws AuditUnavailableException {
        Caller caller = ready.call().caller();
        RequestedCall described = describe(id, ready, verdict);
        PresentState present = approvals.open(described.organization(), caller.user(), described.digest()) == null
                ? readPresent.read(ready)
                : null;
        RequestedCall call = described.seeing(present);
        Result<Asked> asked = work.inTransaction(caller.organizationId(), () -> {
            approvals.queue(caller.organizationId(), caller.user());
            Approval twin = approvals.open(call.organization(), caller.user(), call.digest());
            return twin == null ? open(call, present, ready, recording) : join(twin.requested(), id, recording);
        });
        return switch (asked) {
            case Result.Done<Asked>(Asked done) -> {
                if (done.approved) {
                    sendApproved.soon(new ApprovalWork.Key(call.organization(), call.id()));
                }
                yield done.outcome;
            }
            case Result.Refused<Asked>(Refusal refusal) -> throw new AuditUnavailableException(refusal.message());
        };
    }

    private RequestedCall describe(CallId id, ReadyCall ready, Verdict.RequireApproval verdict) {
        Caller caller = ready.call().caller();
        Instant now = approvals.now(caller.organizationId());
        return new RequestedCall(
                caller.organizationId(),
                new ApprovalId(ids.get()),
                id,
                Requester.of(caller),
                ready.server().id(),
                ready.server().slug(),
                ready.tool().name(),
                ready.tool().fingerprint(),
                PlannedCall.of(RawJson.of(ready.call().arguments()), ready.canonical()),
                null,
                verdict.ground(),
                verdict.demand(),
                now,
                now.plus(settings.lifetime()));
    }

    private static Result<Asked> join(RequestedCall twin, CallId id, Recording recording) {
        return record(recording, true, Json.object().put("approval", twin.id().toString()))
                .map(recorded -> new Asked(awaiting(id, twin), false));
    }

    private Result<Asked> open(
            RequestedCall call, @Nullable PresentState present, ReadyCall ready, Recording recording) {
        Standing standing =
                approvals.standing(call.organization(), call.requester().user(), call.digest());
        if (standing != null) {
            RequestedCall unseen = call.seeing(null);
            return store(new Approval.Approved(unseen, standing.approvedBy(), call.requestedAt(), null), recording);
        }
        Approvers approvers = pool.of(call, ready.server().owner());
        String problem = approvers.suffice() ? tooMuch(call) : tooFew(approvers);
        if (problem != null) {
            return record(recording, false, Json.object().put("problem", problem))
                    .map(recorded -> new Asked(new CallOutcome.NotAsked(call.call(), call.ground(), problem), false));
        }
        return store(new Approval.Pending(call, Set.of()), recording).map(asked -> {
            approvals.keepPresent(call.organization(), call.id(), present);
            mail.asked(call, approvers);
            return asked;
        });
    }

    private static String tooFew(Approvers approvers) {
        return "nobody could be asked: "
                + (approvers.quorum() == 1
                        ? "there is no approver but the requester"
                        : approvers.quorum() + " approvers have to agree, and there are "
                                + approvers.people().size())
                + ". An administrator of the organization can name others in the rule, or let requesters approve their own calls";
    }

    private @Nullable String tooMuch(RequestedCall call) {
        List<Approval> recent = approvals.recent(
                call.organization(),
                call.requester().user(),
                call.server(),
                call.tool(),
                call.requestedAt().minus(settings.coolDown()));
        List<Approval.Rejected> rejected = recent.stream()
                .filter(Approval.Rejected.class::isInstance)
                .map(Approval.Rejected.class::cast)
                .toList();
        for (Approval.Rejected no : rejected) {
            if (no.requested().digest().equals(call.digest())) {
                return "this very call was rejected " + ago(no, call) + " (\"" + no.reason()
                        + "\"). Do not repeat it; ask for something else, or " + again();
            }
        }
        if (rejected.size() >= settings.maxOpen()) {
            return "calls of this tool were rejected " + rejected.size() + " times lately, the last one "
                    + ago(rejected.getFirst(), call) + " (\""
                    + rejected.getFirst().reason() + "\"). Ask the user how to go on, or " + again();
        }
        int open = recent.size() - rejected.size();
        return open >= settings.maxOpen()
                ? open + " calls of this tool wait for a decision already. Wait until one of them is decided"
                : null;
    }

    private static String ago(Approval.Rejected no, RequestedCall call) {
        long minutes = Duration.between(no.at(), call.requestedAt()).toMinutes();
        return minutes < 1 ? "a moment ago" : minutes == 1 ? "a minute ago" : minutes + " minutes ago";
    }

    private String again() {
        return "ask again in " + settings.coolDown().toMinutes() + " minutes";
    }

    private Result<Asked> store(Approval request, Recording recording) {
        RequestedCall call = request.requested();
        return record(recording, true, Json.object().put("approval", call.id().toString()))
                .map(recorded -> {
                    if (!approvals.add(request)) {
                        throw new IllegalStateException("a request was added past the requester's queue");
                    }
                    work.announce(OfApproval.of(call));
                    return new Asked(awaiting(call.call(), call), request instanceof Approval.Approved);
                });
    }

    private static CallOutcome awaiting(CallId id, RequestedCall call) {
        return new CallOutcome.AwaitingApproval(id, call.id(), call.ground(), call.expiresAt());
    }

    private static Result<Boolean> record(Recording recording, boolean waits, Json.ObjBuilder detail) {
        try {
            recording.record(waits, detail.build());
            return Result.done(true);
        } catch (AuditUnavailableException e) {
            return Result.refused(new Refusal.Unavailable(String.valueOf(e.getMessage())));
        }
    }
}

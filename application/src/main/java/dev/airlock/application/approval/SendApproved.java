package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.approval.JudgeAgain.Judgement;
import dev.airlock.application.audit.AuditTrail;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.application.call.Dispatch;
import dev.airlock.application.call.ReadyCall;
import dev.airlock.application.change.Change.OfApproval;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.application.gate.UnitOfWork;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.audit.AuditResult;
import dev.airlock.domain.call.CallId;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends calls that were approved, each at most once, whichever node gets to it first. Everything that was checked when the call was asked for is checked again: who
 * asks, with what, what would be sent, what the policy says, and who approved. Where anything is another, nothing is sent.
 */
public final class SendApproved {
    private static final Logger LOG = LoggerFactory.getLogger(SendApproved.class);

    private final Approvals approvals;
    private final ApproverPool pool;
    private final JudgeAgain judgeAgain;
    private final ReadPresent readPresent;
    private final Dispatch dispatch;
    private final AuditTrail trail;
    private final ApprovalMail mail;
    private final UnitOfWork work;
    private final Executor background;
    private final UUID node;
    private final Set<ApprovalWork.Key> underWay = ConcurrentHashMap.newKeySet();
    private final Map<ApprovalWork.Key, CallOutcome> outcomes = new ConcurrentHashMap<>();

    /** Makes the verb for a node, which nothing else has the name of. */
    public SendApproved(
            Approvals approvals,
            ApproverPool pool,
            JudgeAgain judgeAgain,
            ReadPresent readPresent,
            Dispatch dispatch,
            AuditTrail trail,
            ApprovalMail mail,
            UnitOfWork work,
            Executor background,
            UUID node) {
        this.approvals = approvals;
        this.pool = pool;
        this.judgeAgain = judgeAgain;
        this.readPresent = readPresent;
        this.dispatch = dispatch;
        this.trail = trail;
        this.mail = mail;
        this.work = work;
        this.background = background;
        this.node = node;
    }

    /** The node's name. */
    UUID node() {
        return node;
    }

    /** Sends the request soon, if it still is to be; where that fails, a node looks after it a little later. */
    void soon(ApprovalWork.Key key) {
        background.execute(() -> {
            try {
                send(key);
            } catch (RuntimeException e) {
                LOG.error("the approved request {} could not be sent: {}", key.id(), e.getMessage(), e);
            }
        });
    }

    /** Sends the request if it is approved and nobody has begun to. */
    void send(ApprovalWork.Key key) {
        if (begin(key) instanceof Approval.Sending sending) {
            underWay.add(key);
            outcomes.put(key, outcome(sending));
            end(key);
        }
    }

    /** Names what this node is sending, or has sent without having been able to store how it ended. */
    Set<ApprovalWork.Key> underWay() {
        return Set.copyOf(underWay);
    }

    /** Stores outcomes that could not be stored before. */
    void storeOutcomes() {
        outcomes.keySet().forEach(key -> {
            try {
                end(key);
            } catch (RuntimeException e) {
                LOG.error("how the approved request {} ended could not be stored: {}", key.id(), e.getMessage());
            }
        });
    }

    private CallOutcome outcome(Approval.Sending sending) {
        var left = new AtomicBoolean();
        try {
            return attempt(sending, left);
        } catch (RuntimeException e) {
            CallId call = sending.requested().call();
            LOG.error("the approved call {} broke off", call, e);
            return new CallOutcome.UpstreamFailed(call, "Airlock itself failed (call " + call + ")", left.get());
        }
    }

    private @Nullable Approval begin(ApprovalWork.Key key) {
        Result<Approval> begun = work.inTransaction(key.organization(), () -> {
            Held held = approvals.hold(key.organization(), key.id());
            return held != null && held.approval() instanceof Approval.Approved approved
                    ? advance(approved, approved.begin(node, held.now()))
                    : nothing();
        });
        return begun instanceof Result.Done<Approval>(Approval next) ? next : null;
    }

    private Result<Approval> advance(Approval before, Approval after) {
        if (!approvals.advance(before, after)) {
            return nothing();
        }
        work.announce(OfApproval.of(after.requested()));
        return Result.done(after);
    }

    private static Result<Approval> nothing() {
        return Result.refused(new Refusal.Conflict("somebody else was faster"));
    }

    private CallOutcome attempt(Approval.Sending sending, AtomicBoolean left) {
        RequestedCall call = sending.requested();
        if (isSpent(call)) {
            LOG.error(
                    "the approved request {} is in the audit log as sent already: its state was altered in the database",
                    call.id());
            return new CallOutcome.UpstreamFailed(
                    call.call(), "it was sent before; its state was altered in the database since", true);
        }
        return switch (judgeAgain.judge(call)) {
            case Judgement.Stopped(String problem) -> unsent(call, problem);
            case Judgement.Same(ReadyCall ready) -> {
                String problem = problem(sending, ready);
                yield problem == null ? send(sending, ready, left) : unsent(call, problem);
            }
        };
    }

    /** A state can be set back by whoever writes to the database; the audit log is only added to, and its gaps are found. */
    private boolean isSpent(RequestedCall call) {
        var intents = new AuditTrail.Filter(
                "tool.call", null, null, null, call.call().value(), AuditResult.STARTED.name(), null);
        return !trail.page(call.organization(), intents, null, 1).entries().isEmpty();
    }

    private @Nullable String problem(Approval.Sending sending, ReadyCall ready) {
        if (!isAsSeen(sending.requested(), ready)) {
            return "what it would change was changed since it was approved; call the tool again";
        }
        return pool.of(sending.requested(), ready.server().owner()).agree(sending.approvedBy())
                ? null
                : "somebody who approved it may not do so any more";
    }

    private boolean isAsSeen(RequestedCall call, ReadyCall ready) {
        if (call.planned().present() == null) {
            return true;
        }
        PresentState before = approvals.present(call.organization(), call.id());
        return before != null && before.equals(readPresent.again(ready, before));
    }

    private CallOutcome send(Approval.Sending sending, ReadyCall ready, AtomicBoolean left) {
        RequestedCall call = sending.requested();
        try {
            Json.Obj because = Json.object()
                    .put("approval", call.id().toString())
                    .put(
                            "approvedBy",
                            Json.strings(sending.approvedBy().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .toList()))
                    .build();
            return dispatch.send(call.call(), ready, because, () -> {
                left.set(mayLeave(sending));
                return left.get();
            });
        } catch (AuditUnavailableException e) {
            return unsent(call, "it could not be recorded");
        }
    }

    /** The last step before the call leaves: if this node were gone it would have been given up by now. */
    private boolean mayLeave(Approval.Sending sending) {
        Result<Approval> dispatched =
                work.inTransaction(sending.requested().organization(), () -> advance(sending, sending.dispatch()));
        return dispatched instanceof Result.Done<Approval>;
    }

    private static CallOutcome unsent(RequestedCall call, String problem) {
        return new CallOutcome.UpstreamFailed(call.call(), problem, false);
    }

    /** What cannot be stored now is tried again later. */
    private void end(ApprovalWork.Key key) {
        CallOutcome outcome = outcomes.get(key);
        if (outcome != null) {
            Result<Approval> ended = work.inTransaction(key.organization(), () -> store(key, outcome));
            if (!(ended instanceof Result.Done<Approval>)) {
                LOG.warn("how the approved request {} ended was settled by somebody else before", key.id());
            }
            outcomes.remove(key);
            underWay.remove(key);
        }
    }

    private Result<Approval> store(ApprovalWork.Key key, CallOutcome outcome) {
        Held held = approvals.hold(key.organization(), key.id());
        Approval after = held == null ? null : ended(held, outcome);
        if (held == null || after == null) {
            return nothing();
        }
        if (outcome instanceof CallOutcome.Answered(var id, Reply reply)) {
            approvals.keep(key.organization(), key.id(), reply);
        }
        if (after instanceof Approval.OutcomeUnknown) {
            mail.lost(held);
        }
        return advance(held.approval(), after);
    }

    /** Where others took this node for gone in the meantime, it still knows best what happened, unless a person has said so. */
    private static @Nullable Approval ended(Held held, CallOutcome outcome) {
        String problem = Failures.of(outcome);
        boolean unknown = outcome instanceof CallOutcome.UpstreamFailed failed && failed.sent();
        return switch (held.approval()) {
            case Approval.Sending sending when unknown -> sending.lose(String.valueOf(problem), held.now());
            case Approval.Sending sending when problem != null -> sending.fail(problem, held.now());
            case Approval.Sending sending -> sending.succeed(held.now());
            case Approval.OutcomeUnknown lost when unknown -> null;
            case Approval.OutcomeUnknown lost when problem != null -> lost.fail(problem, held.now());
            case Approval.OutcomeUnknown lost -> lost.succeed(held.now());
            default -> null;
        };
    }
}

package dev.airlock.application.approval;

import dev.airlock.application.approval.Approvals.Held;
import dev.airlock.application.call.PrepareCall;
import dev.airlock.application.call.PrepareCall.Prepared;
import dev.airlock.application.call.ReadyCall;
import dev.airlock.application.change.Change.OfApproval;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.approval.Approval;
import dev.airlock.domain.approval.Approval.Decision;
import dev.airlock.domain.approval.ApprovalId;
import dev.airlock.domain.approval.Approvers;
import dev.airlock.domain.approval.PlannedCall;
import dev.airlock.domain.approval.PresentState;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.RequestDigest;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.ApprovalDemand;
import dev.airlock.domain.policy.Ground;
import dev.airlock.domain.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people do with requests for their approval. A decision is about exactly what the person was shown, which its digest stands for. */
public final class DecideApproval {
    private static final int MAX_WORDS = 1_000;
    private static final Duration LONGEST_STANDING = Duration.ofHours(24);

    private final Gate gate;
    private final Approvals approvals;
    private final ApproverPool pool;
    private final RequestingAgents agents;
    private final PrepareCall prepareCall;
    private final ReadPresent readPresent;
    private final LookAgain lookAgain;
    private final SendApproved sendApproved;

    /** Makes the verb. */
    public DecideApproval(
            Gate gate,
            Approvals approvals,
            ApproverPool pool,
            RequestingAgents agents,
            PrepareCall prepareCall,
            ReadPresent readPresent,
            LookAgain lookAgain,
            SendApproved sendApproved) {
        this.gate = gate;
        this.approvals = approvals;
        this.pool = pool;
        this.agents = agents;
        this.prepareCall = prepareCall;
        this.readPresent = readPresent;
        this.lookAgain = lookAgain;
        this.sendApproved = sendApproved;
    }

    /**
     * Approves the request; once enough people have, it is sent at once.
     *
     * @param standing for how long the same call of the same requester needs no other decision, at most a day; zero for not at all
     */
    public Result<Approval> approve(Caller caller, ApprovalId id, RequestDigest shown, Duration standing) {
        if (standing.isNegative() || standing.compareTo(LONGEST_STANDING) > 0) {
            return Result.refused(
                    Refusal.Invalid.field("standing", "choose at most " + LONGEST_STANDING.toHours() + " hours"));
        }
        Json.ObjBuilder detail = detail(id, shown);
        if (standing.isPositive()) {
            detail.put("standingSeconds", standing.toSeconds());
        }
        Result<Approval> decided = signedIn(caller)
                ? gate.admit(
                        caller,
                        act("approval.approve", detail.build()),
                        () -> lookAgain.before(caller, id),
                        (admission, same) -> change(admission, id, shown, (pending, held) -> {
                            Instant until = standing.isPositive() ? held.now().plus(standing) : null;
                            return pending.approve(caller.user(), approvers(held), held.now(), until);
                        }))
                : Result.refused(mustSignIn());
        if (decided instanceof Result.Done<Approval>(Approval.Approved approved)) {
            sendApproved.soon(new ApprovalWork.Key(approved.requested().organization(), id));
        }
        return decided;
    }

    /** Rejects the request; the reason reaches the agent. */
    public Result<Approval> reject(Caller caller, ApprovalId id, RequestDigest shown, String reason) {
        String words = reason.strip();
        Refusal problem = wordsProblem("reason", words);
        return problem != null
                ? Result.refused(problem)
                : gate.admit(
                        caller,
                        act(
                                "approval.reject",
                                detail(id, shown).put("reason", words).build()),
                        admission -> change(
                                admission,
                                id,
                                shown,
                                (pending, held) -> pending.reject(caller.user(), approvers(held), words, held.now())));
    }

    /** Puts other arguments in the place of the agent's. Nothing is approved by that, and what was approved before has to be approved again. */
    public Result<Approval> edit(Caller caller, ApprovalId id, RequestDigest shown, Json.Obj arguments) {
        Json.Obj detail = detail(id, shown).put("arguments", arguments).build();
        return signedIn(caller)
                ? gate.admit(
                        caller,
                        act("approval.edit", detail),
                        () -> planned(caller, id, arguments),
                        (admission, planned) -> change(
                                        admission,
                                        id,
                                        shown,
                                        (pending, held) -> pending.edit(
                                                planned.in(pending.requested(), caller),
                                                caller.user(),
                                                approvers(held),
                                                held.now()))
                                .map(edited -> {
                                    approvals.keepPresent(admission.organization(), id, planned.present);
                                    return edited;
                                }))
                : Result.refused(mustSignIn());
    }

    private record Planned(
            PlannedCall call,
            @Nullable PresentState present,
            @Nullable Ground ground,
            @Nullable ApprovalDemand demand) {
        RequestedCall in(RequestedCall asked, Caller editor) {
            return asked.edited(
                    editor.user(),
                    call,
                    ground == null ? asked.ground() : ground,
                    demand == null ? asked.demand() : demand);
        }
    }

    private Result<Planned> planned(Caller caller, ApprovalId id, Json.Obj arguments) {
        Held held = approvals.find(caller.organizationId(), id);
        if (held == null || !mayDecide(caller, held)) {
            return Result.refused(unknown());
        }
        RequestedCall asked = held.approval().requested();
        Caller requester = agents.find(asked);
        if (requester == null) {
            return Result.refused(new Refusal.Conflict(
                    "the requester, or what let their agent in, is not let in any more; nothing can be sent for them"));
        }
        var call = new ToolCall(requester, asked.slug(), asked.tool().value(), arguments);
        return switch (prepareCall.prepare(call)) {
            case Prepared.Unknown u ->
                Result.refused(new Refusal.Conflict("the tool is not there any more for the requester"));
            case Prepared.Invalid(List<Violation> violations) ->
                Result.refused(new Refusal.Invalid(
                        "the arguments do not fit the tool",
                        violations.stream()
                                .map(v -> new Refusal.Problem(v.argument(), v.problem()))
                                .toList()));
            case Prepared.Ready(ReadyCall ready) -> plannedCall(asked, ready);
        };
    }

    /** What is there is read for the thing that the agent named, and for no other: an approver must not look around with the requester's credential. */
    private Result<Planned> plannedCall(RequestedCall asked, ReadyCall ready) {
        boolean sameThing = ready.canonical()
                .outgoing()
                .target()
                .equals(asked.planned().request().target());
        PresentState present = sameThing && !(ready.verdict() instanceof Verdict.Deny) ? readPresent.read(ready) : null;
        var call = PlannedCall.of(RawJson.of(ready.call().arguments()), ready.canonical())
                .seeing(present);
        return switch (ready.verdict()) {
            case Verdict.Deny(Ground ground) ->
                Result.refused(new Refusal.Conflict("the call is " + ground.explanation()));
            case Verdict.RequireApproval(Ground ground, ApprovalDemand demand) ->
                Result.done(new Planned(call, present, ground, demand));
            case Verdict.Allow a -> Result.done(new Planned(call, present, null, null));
        };
    }

    /** Takes the caller's own request back, if it was not sent yet. */
    public Result<Approval> cancel(Caller caller, ApprovalId id) {
        Json.Obj detail = Json.object().put("approval", id.toString()).build();
        return gate.admitOwn(caller, act("approval.cancel", detail), admission -> {
            Held held = approvals.hold(admission.organization(), id);
            if (held == null || !isOwn(caller, held)) {
                return Result.refused(unknown());
            }
            Approval after = switch (held.approval()) {
                case Approval.Pending pending -> pending.cancel(held.now());
                case Approval.Approved approved -> approved.cancel(held.now());
                default -> null;
            };
            return after == null
                    ? Result.refused(new Refusal.Conflict(
                            "it is too late: the request is " + ApprovalWords.state(held.approval())))
                    : store(admission, held.approval(), after);
        });
    }

    /** Ends the time for which an approval is good for repetitions of the call: whoever sees the request may, with a token too. What was sent stays sent. */
    public Result<Approval> revoke(Caller caller, ApprovalId id) {
        Json.Obj detail = Json.object().put("approval", id.toString()).build();
        return gate.admit(caller, act("approval.revoke", detail), admission -> {
            Held held = approvals.hold(admission.organization(), id);
            if (held == null || !sees(caller, held)) {
                return Result.refused(unknown());
            }
            if (held.standingUntil() == null) {
                return Result.refused(new Refusal.Conflict("the approval is good for no other call, or not any more"));
            }
            approvals.endStanding(admission, id);
            admission.announce(OfApproval.of(held.approval().requested()));
            return Result.done(held.approval());
        });
    }

    /**
     * Ends the doubt about a request whose outcome is unknown.
     *
     * @param note how the person found out
     */
    public Result<Approval> settle(Caller caller, ApprovalId id, boolean done, String note) {
        String words = note.strip();
        Refusal problem = wordsProblem("note", words);
        Json.Obj detail = Json.object()
                .put("approval", id.toString())
                .put("done", done)
                .put("note", words)
                .build();
        return problem != null
                ? Result.refused(problem)
                : bySignedIn(caller, "approval.settle", detail, admission -> {
                    Held held = approvals.hold(admission.organization(), id);
                    if (held == null || !maySettle(caller, held)) {
                        return Result.refused(unknown());
                    }
                    return held.approval() instanceof Approval.OutcomeUnknown lost
                            ? store(admission, lost, lost.settle(done, caller.user(), words, held.now()))
                            : Result.refused(new Refusal.Conflict("there is no doubt to end: the request is "
                                    + ApprovalWords.state(held.approval())));
                });
    }

    private Result<Approval> change(
            Admission admission,
            ApprovalId id,
            RequestDigest shown,
            BiFunction<Approval.Pending, Held, Decision> decide) {
        Held held = approvals.hold(admission.organization(), id);
        if (held == null || !sees(admission.caller(), held)) {
            return Result.refused(unknown());
        }
        if (!(held.approval() instanceof Approval.Pending pending)) {
            return Result.refused(new Refusal.Conflict(
                    "it is decided already: the request is " + ApprovalWords.state(held.approval())));
        }
        if (!pending.requested().shown().equals(shown)) {
            return Result.refused(new Refusal.Conflict(
                    "the request was changed since it was shown to you; look at it again before you decide"));
        }
        return switch (decide.apply(pending, held)) {
            case Decision.Taken(Approval next) -> store(admission, pending, next);
            case Decision.TooLate(String problem) -> Result.refused(new Refusal.Conflict(problem));
            case Decision.NotTheirs(String problem) -> Result.refused(new Refusal.NotPermitted(problem));
        };
    }

    private Result<Approval> store(Admission admission, Approval before, Approval after) {
        if (!approvals.decide(admission, before, after)) {
            return Result.refused(new Refusal.Conflict("somebody else was faster, or the same call waits already"));
        }
        admission.announce(OfApproval.of(after.requested()));
        return Result.done(after);
    }

    private Approvers approvers(Held held) {
        return pool.of(held.approval().requested(), held.owner());
    }

    private boolean mayDecide(Caller caller, Held held) {
        return approvers(held).include(caller.user());
    }

    private boolean maySettle(Caller caller, Held held) {
        return mayDecide(caller, held) || caller.membership().role().includes(Role.ADMIN);
    }

    private boolean sees(Caller caller, Held held) {
        return maySettle(caller, held) || isOwn(caller, held);
    }

    private static boolean isOwn(Caller caller, Held held) {
        RequestedCall call = held.approval().requested();
        return signedIn(caller)
                ? call.requester().user().equals(caller.user())
                : call.requester().is(caller) && caller.scope().reaches(call.server());
    }

    /** An agent has its user's token, and must not decide for them. */
    private Result<Approval> bySignedIn(
            Caller caller, String action, Json.Obj detail, Function<Admission, Result<Approval>> change) {
        return signedIn(caller) ? gate.admit(caller, act(action, detail), change) : Result.refused(mustSignIn());
    }

    private static boolean signedIn(Caller caller) {
        return caller instanceof Caller.SignedIn;
    }

    private static Refusal mustSignIn() {
        return new Refusal.NotPermitted(
                "a person decides this who is signed in to the Control Room; a token, which agents may have, is not enough");
    }

    private static Act act(String action, Json.Obj detail) {
        return new Act(action, Role.MEMBER, null, detail);
    }

    private static Json.ObjBuilder detail(ApprovalId id, RequestDigest shown) {
        return Json.object().put("approval", id.toString()).put("digest", shown.toString());
    }

    private static @Nullable Refusal wordsProblem(String field, String words) {
        return words.isEmpty() || words.length() > MAX_WORDS
                ? Refusal.Invalid.field(field, "say it in 1 to " + MAX_WORDS + " characters")
                : null;
    }

    private static Refusal unknown() {
        return new Refusal.NotFound("there is no such request for you");
    }
}

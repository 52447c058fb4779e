package dev.airlock.application.approval;

import dev.airlock.application.call.PrepareCall;
import dev.airlock.application.call.PrepareCall.Prepared;
import dev.airlock.application.call.ReadyCall;
import dev.airlock.domain.approval.RequestedCall;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.policy.Verdict;
import org.jspecify.annotations.Nullable;

/** Judges a request as things are now: who asks, with what, what would be sent, and what the policy says. */
public final class JudgeAgain {
    private final RequestingAgents agents;
    private final PrepareCall prepareCall;

    /** Makes the judge. */
    public JudgeAgain(RequestingAgents agents, PrepareCall prepareCall) {
        this.agents = agents;
        this.prepareCall = prepareCall;
    }

    /** What came of it. */
    sealed interface Judgement {
        /** The call that would be sent is the one that was asked for. */
        record Same(ReadyCall ready) implements Judgement {}

        /** Nothing would be sent, whoever approves it. */
        record Stopped(String problem) implements Judgement {}
    }

    Judgement judge(RequestedCall call) {
        Caller caller = agents.find(call);
        if (caller == null) {
            return new Judgement.Stopped("the requester, or what let their agent in, is not let in any more");
        }
        var again = new ToolCall(
                caller,
                call.slug(),
                call.tool().value(),
                call.planned().arguments().parse());
        return switch (prepareCall.prepare(again)) {
            case Prepared.Unknown u -> new Judgement.Stopped("the tool is not there any more for the requester");
            case Prepared.Invalid i -> new Judgement.Stopped("the arguments do not fit the tool any more");
            case Prepared.Ready(ReadyCall ready) -> {
                String problem = problem(call, ready);
                yield problem == null ? new Judgement.Same(ready) : new Judgement.Stopped(problem);
            }
        };
    }

    private static @Nullable String problem(RequestedCall call, ReadyCall ready) {
        if (ready.isUnconnected()) {
            return "the requester is not connected to the service any more";
        }
        if (!ready.canonical().digest().equals(call.digest())) {
            return Differences.between(call, ready);
        }
        return switch (ready.verdict()) {
            case Verdict.Deny d ->
                "the policy refuses the call by now: it is " + d.ground().explanation();
            case Verdict.RequireApproval(var ground, var demand)
            when !ground.equals(call.ground()) || !demand.equals(call.demand()) ->
                "the policy asks for another approval by now: " + ground.explanation();
            case Verdict.RequireApproval r -> null;
            case Verdict.Allow a -> null;
        };
    }
}

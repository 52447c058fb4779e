package dev.airlock.domain.policy;

/** What the policy says of one call, and which rule said it. */
public sealed interface Verdict {
    /** Which rule decided, and why. */
    Ground ground();

    /** The verdict as an action. */
    default Action action() {
        return switch (this) {
            case Allow a -> Action.ALLOW;
            case RequireApproval r -> Action.REQUIRE_APPROVAL;
            case Deny d -> Action.DENY;
        };
    }

    /** The call is executed at once. */
    record Allow(Ground ground) implements Verdict {}

    /** The call waits for people. */
    record RequireApproval(Ground ground, ApprovalDemand demand) implements Verdict {}

    /** The call is refused. */
    record Deny(Ground ground) implements Verdict {}
}

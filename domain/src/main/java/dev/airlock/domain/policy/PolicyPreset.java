package dev.airlock.domain.policy;

import java.util.List;
import java.util.Set;

/** Policies to begin with. */
public enum PolicyPreset {
    /** Every tool is allowed. */
    ALLOW_ALL,
    /** Reads are allowed, writes ask the server's owner, who may confirm their own agent's, destructive tools ask a second person. */
    ASK_FOR_WRITES,
    /** Reads are allowed, everything else is refused. */
    READ_ONLY;

    /** Returns the policy set. */
    public PolicySet policy() {
        return switch (this) {
            case ALLOW_ALL -> PolicySet.ALLOW_ALL;
            case ASK_FOR_WRITES ->
                new PolicySet(
                        Action.ALLOW,
                        List.of(
                                rule(
                                        "writes ask",
                                        AnnotationMatch.WRITES,
                                        Action.REQUIRE_APPROVAL,
                                        ApprovalDemand.CONFIRMED_BY_OWNER),
                                rule(
                                        "destructive tools ask a second person",
                                        AnnotationMatch.DESTRUCTIVE,
                                        Action.REQUIRE_APPROVAL,
                                        ApprovalDemand.BY_OWNER)));
            case READ_ONLY ->
                new PolicySet(
                        Action.ALLOW,
                        List.of(rule(
                                "writes are refused", AnnotationMatch.WRITES, Action.DENY, ApprovalDemand.BY_OWNER)));
        };
    }

    private static Rule rule(String name, AnnotationMatch trait, Action action, ApprovalDemand demand) {
        return new Rule(name, List.of(), Set.of(trait), Subjects.EVERYONE, null, null, action, demand);
    }
}

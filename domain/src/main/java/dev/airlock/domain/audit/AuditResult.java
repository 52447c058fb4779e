package dev.airlock.domain.audit;

/** How an audited deed ended, or what was decided about it. */
public enum AuditResult {
    /** It is about to begin. */
    STARTED,
    /** It was done. */
    SUCCEEDED,
    /** It was tried and failed. */
    FAILED,
    /** A crash or a lost answer leaves open whether it was done. */
    OUTCOME_UNKNOWN,
    /** It was refused by policy or for lack of permission. */
    DENIED,
    /** It was malformed, or named something that does not exist. */
    INVALID,
    /** It waits for approval. */
    AWAITING_APPROVAL
}

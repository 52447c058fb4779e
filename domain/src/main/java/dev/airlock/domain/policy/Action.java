package dev.airlock.domain.policy;

/** What happens to a call; later constants are stricter. */
public enum Action {
    /** The call is executed at once. */
    ALLOW,
    /** The call waits for a person. */
    REQUIRE_APPROVAL,
    /** The call is refused. */
    DENY;

    /** Returns whether this action is stricter than the other. */
    public boolean isStricterThan(Action other) {
        return compareTo(other) > 0;
    }
}

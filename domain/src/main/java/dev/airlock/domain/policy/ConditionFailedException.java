package dev.airlock.domain.policy;

/** An expression that could not be answered for this call, for instance because an argument that it compares is missing. */
public final class ConditionFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConditionFailedException(String message) {
        super(message);
    }
}

package dev.airlock.domain.policy;

/** An expression that cannot be compiled; the message says where and why. */
public final class InvalidConditionException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidConditionException(String message) {
        super(message);
    }
}

package dev.airlock.persistence.vault;

/** The master key cannot be used; the message says why and how to make a good one. */
public final class UnusableKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableKeyException(String message) {
        super(message);
    }

    public UnusableKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}

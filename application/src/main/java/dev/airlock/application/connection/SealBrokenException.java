package dev.airlock.application.connection;

/** A stored credential cannot be opened: its row was altered or moved, or its key is not there. */
public final class SealBrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    public SealBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.airlock.persistence.approval;

/** Somebody else than Airlock has written to the database. */
final class AlteredRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlteredRowException(String message) {
        super(message);
    }
}

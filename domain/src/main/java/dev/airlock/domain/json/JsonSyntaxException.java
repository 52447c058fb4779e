package dev.airlock.domain.json;

/** Says what is wrong with a document and at which byte. */
public final class JsonSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    JsonSyntaxException(String message, int offset) {
        super(message + " at byte " + offset);
        this.offset = offset;
    }

    /** The zero-based byte offset of the fault. */
    public int offset() {
        return offset;
    }
}

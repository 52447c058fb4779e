package dev.airlock.domain.oauth;

/**
 * Names an OAuth client: an id that Airlock gave it at registration (RFC 7591), or the https URL of the metadata document that it publishes itself.
 */
public record ClientId(String value) {
    private static final int MAX_LENGTH = 500;

    public ClientId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a client_id has 1 to 500 visible ASCII characters");
        }
    }

    /** Returns whether the text can name a client. */
    public static boolean isValid(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** Returns whether it is the URL of a client metadata document. */
    public boolean isDocument() {
        return value.startsWith("https://");
    }

    @Override
    public String toString() {
        return value;
    }
}

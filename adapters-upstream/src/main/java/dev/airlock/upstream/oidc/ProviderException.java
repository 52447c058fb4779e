package dev.airlock.upstream.oidc;

/** A provider did not do what it should. The message is for people. */
final class ProviderException extends Exception {
    private static final long serialVersionUID = 1L;

    ProviderException(String message) {
        super(message);
    }
}

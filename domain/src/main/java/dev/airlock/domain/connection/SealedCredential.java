package dev.airlock.domain.connection;

/**
 * An encrypted credential.
 *
 * @param keyId which key sealed it
 * @param ciphertext nonce, ciphertext and tag; not to be changed
 */
public record SealedCredential(String keyId, byte[] ciphertext) {
    @Override
    public String toString() {
        return Credential.HIDDEN;
    }
}

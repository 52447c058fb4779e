package dev.airlock.application.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One sign-in at a provider: everything that ties the answer to the browser that began it is derived from a secret that the browser keeps. The
 * provider's name is part of it, so that no provider can answer for another.
 *
 * @param provider the provider's id
 * @param secret of 256 random bits
 */
public record ProviderAttempt(String provider, String secret) {
    /** What the provider echoes to the browser. */
    public String state() {
        return derive("state");
    }

    /** What the provider puts into its statement. */
    public String nonce() {
        return derive("nonce");
    }

    /** The verifier of the proof key (RFC 7636). */
    public String verifier() {
        return derive("verifier");
    }

    /** The challenge of the proof key, by the method S256. */
    public String challenge() {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private String derive(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return encode(mac.doFinal((purpose + " " + provider).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "ProviderAttempt[" + provider + ", hidden]";
    }
}

package dev.airlock.application.identity;

import dev.airlock.domain.digest.Hmac;
import dev.airlock.domain.oauth.CodeChallenge;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

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

    /** The challenge of the proof key. */
    public CodeChallenge challenge() {
        return CodeChallenge.of(verifier());
    }

    private String derive(String purpose) {
        byte[] derived = Hmac.of(
                secret.getBytes(StandardCharsets.UTF_8), (purpose + " " + provider).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
    }

    @Override
    public String toString() {
        return "ProviderAttempt[" + provider + ", hidden]";
    }
}

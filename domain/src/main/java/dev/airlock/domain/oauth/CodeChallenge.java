package dev.airlock.domain.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** A proof key's challenge by the method S256 (RFC 7636), the only one that is taken. */
public record CodeChallenge(String value) {
    /** The name of the method. */
    public static final String METHOD = "S256";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    public CodeChallenge {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a code_challenge has 43 characters of base64url");
        }
    }

    /** Returns whether the text can be a challenge. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Returns the challenge of a verifier. */
    public static CodeChallenge of(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return new CodeChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns whether the verifier is the one behind this challenge. */
    public boolean matches(String verifier) {
        return VERIFIER.matcher(verifier).matches()
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.US_ASCII),
                        of(verifier).value.getBytes(StandardCharsets.US_ASCII));
    }
}

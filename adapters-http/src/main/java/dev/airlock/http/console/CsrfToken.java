package dev.airlock.http.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What proves that a form came from our own page: derived from the secret in the browser's cookie, which no other site can read. */
record CsrfToken(String value) {
    /** The name of the form's field. */
    static final String FIELD = "csrf";

    private static final byte[] PURPOSE = "airlock control room form".getBytes(StandardCharsets.UTF_8);

    static CsrfToken of(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new CsrfToken(Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Compares in constant time. */
    boolean matches(@Nullable String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}

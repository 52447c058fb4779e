package dev.airlock.http.console;

import dev.airlock.domain.digest.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What proves that a form came from our own page: derived from the secret in the browser's cookie, which no other site can read. */
record CsrfToken(String value) {
    /** The name of the form's field. */
    static final String FIELD = "csrf";

    private static final byte[] PURPOSE = "airlock control room form".getBytes(StandardCharsets.UTF_8);

    static CsrfToken of(String secret) {
        byte[] code = Hmac.of(secret.getBytes(StandardCharsets.UTF_8), PURPOSE);
        return new CsrfToken(Base64.getUrlEncoder().withoutPadding().encodeToString(code));
    }

    /** Compares in constant time. */
    boolean matches(@Nullable String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}

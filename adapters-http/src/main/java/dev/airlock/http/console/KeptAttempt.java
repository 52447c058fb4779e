package dev.airlock.http.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a browser keeps while its person signs in at a provider: a secret, and where to go afterwards. */
record KeptAttempt(String secret, ReturnPath next) {
    private static final int SECRET_LENGTH = 43;

    String text() {
        return secret + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(next.value().getBytes(StandardCharsets.US_ASCII));
    }

    static @Nullable KeptAttempt of(@Nullable String text) {
        if (text == null || text.length() < SECRET_LENGTH + 1 || text.charAt(SECRET_LENGTH) != '.') {
            return null;
        }
        try {
            byte[] next = Base64.getUrlDecoder().decode(text.substring(SECRET_LENGTH + 1));
            return new KeptAttempt(
                    text.substring(0, SECRET_LENGTH), ReturnPath.of(new String(next, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

package dev.airlock.upstream.http;

import dev.airlock.domain.connection.Credential;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the caller's own secret out of what an upstream sends back, in every form that it takes on its way, so that an agent never reads it. */
final class Redaction {
    /** Shorter secrets would be found in innocent text. */
    private static final int MIN_LENGTH = 6;

    private static final String MARK = "[redacted]";

    /** As Latin-1, one character a byte: searching texts is many times faster than searching bytes. */
    private final Set<String> forms = new LinkedHashSet<>();

    Redaction(@Nullable Credential credential) {
        switch (credential) {
            case null -> {}
            case Credential.Bearer(String token) -> add(token);
            case Credential.Basic basic -> {
                add(CredentialedRequest.base64(basic));
                add(basic.password());
            }
            case Credential.ApiKey key -> add(key.key());
        }
    }

    private void add(String secret) {
        if (secret.length() >= MIN_LENGTH) {
            SecretForms.of(secret)
                    .forEach(form ->
                            forms.add(new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        }
    }

    /** Returns the text without the secret. */
    String apply(String text) {
        return new String(apply(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** Returns the bytes without the secret; the same array where it does not occur. */
    byte[] apply(byte[] bytes) {
        if (forms.isEmpty()) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String clean = text;
        for (String form : forms) {
            if (clean.contains(form)) {
                clean = clean.replace(form, MARK);
            }
        }
        // A text without the secret is returned by itself, so that comparing costs nothing.
        return clean.equals(text) ? bytes : clean.getBytes(StandardCharsets.ISO_8859_1);
    }
}

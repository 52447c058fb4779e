package dev.airlock.upstream.http;

import dev.airlock.domain.connection.Credential;
import dev.airlock.upstream.http.Exchange.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the caller's own secret out of what an upstream sends back, in every form that it takes on its way, so that an agent never reads it. */
final class Redaction {
    /** Shorter secrets would be found in innocent text. */
    private static final int MIN_LENGTH = 6;

    private static final byte[] MARK = "[redacted]".getBytes(StandardCharsets.US_ASCII);

    private final ByteSearch search;

    Redaction(@Nullable Credential credential) {
        var forms = new ArrayList<byte[]>();
        switch (credential) {
            case null -> {}
            case Credential.Bearer(String token) -> add(token, forms);
            case Credential.Basic basic -> {
                add(CredentialedRequest.base64(basic), forms);
                add(basic.password(), forms);
            }
            case Credential.ApiKey key -> add(key.key(), forms);
            case Credential.ApiKeys(List<Credential.ApiKey> keys) -> keys.forEach(key -> add(key.key(), forms));
            case Credential.OAuth oauth -> {
                add(oauth.accessToken(), forms);
                if (oauth.refreshToken() != null) {
                    add(oauth.refreshToken(), forms);
                }
            }
        }
        this.search = new ByteSearch(forms);
    }

    private static void add(String secret, List<byte[]> forms) {
        if (secret.length() >= MIN_LENGTH) {
            for (String form : SecretForms.of(secret)) {
                forms.add(form.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Returns the text without the secret. */
    String apply(String text) {
        return new String(apply(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** Returns an answer's text as UTF-8 without the secret, nor that part of it with which a text ends that was cut. */
    byte[] apply(Answer answer, MediaType type) {
        byte[] clean = apply(Utf8.of(answer.body(), type.charset()));
        return answer.cut() == null ? clean : Arrays.copyOf(clean, search.unfinished(clean));
    }

    /** Returns the bytes without the secret; the same array where it does not occur. */
    byte[] apply(byte[] bytes) {
        int found = search.next(bytes, 0);
        if (found < 0) {
            return bytes;
        }
        var clean = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        while (found >= 0) {
            clean.write(bytes, from, found - from);
            clean.writeBytes(MARK);
            from = found + search.lengthAt(bytes, found);
            found = search.next(bytes, from);
        }
        clean.write(bytes, from, bytes.length - from);
        return clean.toByteArray();
    }
}

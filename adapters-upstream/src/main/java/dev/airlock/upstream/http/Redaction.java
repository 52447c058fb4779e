package dev.airlock.upstream.http;

import dev.airlock.domain.connection.Credential;
import dev.airlock.upstream.http.Exchange.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes secrets of ours out of what an upstream sends back, in every form that they take on their way, so that nobody reads them. */
final class Redaction {
    /** Shorter secrets would be found in innocent text. */
    private static final int MIN_LENGTH = 6;

    private static final byte[] MARK = "[redacted]".getBytes(StandardCharsets.US_ASCII);

    private final ByteSearch search;

    /** Takes out what the caller's credential is made of. */
    Redaction(@Nullable Credential credential) {
        this(secrets(credential));
    }

    /** Takes out these secrets. */
    Redaction(List<String> secrets) {
        var forms = new ArrayList<byte[]>();
        for (String secret : secrets) {
            if (secret.length() >= MIN_LENGTH) {
                for (String form : SecretForms.of(secret)) {
                    forms.add(form.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        this.search = new ByteSearch(forms);
    }

    private static List<String> secrets(@Nullable Credential credential) {
        return switch (credential) {
            case null -> List.of();
            case Credential.Bearer(String token) -> List.of(token);
            case Credential.Basic basic -> List.of(CredentialedRequest.base64(basic), basic.password());
            case Credential.ApiKey key -> List.of(key.key());
            case Credential.ApiKeys(List<Credential.ApiKey> keys) ->
                keys.stream().map(Credential.ApiKey::key).toList();
            case Credential.OAuth oauth ->
                oauth.refreshToken() == null
                        ? List.of(oauth.accessToken())
                        : List.of(oauth.accessToken(), oauth.refreshToken());
        };
    }

    /** Returns the text without the secrets. */
    String apply(String text) {
        return new String(apply(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** Returns an answer's text as UTF-8 without the secrets, nor that part of it with which a text ends that was cut. */
    byte[] apply(Answer answer, MediaType type) {
        byte[] clean = apply(Utf8.of(answer.body(), type.charset()));
        return answer.cut() == null ? clean : Arrays.copyOf(clean, search.unfinished(clean));
    }

    /** Returns the bytes without the secrets; the same array where none occurs. */
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

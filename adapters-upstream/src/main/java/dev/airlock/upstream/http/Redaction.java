package dev.airlock.upstream.http;

import dev.airlock.domain.connection.Credential;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the caller's own secret out of what an upstream sends back, so that an agent never reads it. */
final class Redaction {
    /** Shorter secrets would be found in innocent text. */
    private static final int MIN_LENGTH = 6;

    private static final byte[] MARK = "[redacted]".getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> secrets = new ArrayList<>();

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
        if (secret.length() < MIN_LENGTH) {
            return;
        }
        secrets.add(secret.getBytes(StandardCharsets.UTF_8));
        String encoded = Percent.encode(secret);
        if (!encoded.equals(secret)) {
            secrets.add(encoded.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Returns the bytes without the secret; the same array where it does not occur. */
    byte[] apply(byte[] bytes) {
        byte[] clean = bytes;
        for (byte[] secret : secrets) {
            clean = without(clean, secret);
        }
        return clean;
    }

    private static byte[] without(byte[] bytes, byte[] secret) {
        int found = indexOf(bytes, secret, 0);
        if (found < 0) {
            return bytes;
        }
        var out = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        while (found >= 0) {
            out.write(bytes, from, found - from);
            out.writeBytes(MARK);
            from = found + secret.length;
            found = indexOf(bytes, secret, from);
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private static int indexOf(byte[] bytes, byte[] secret, int from) {
        byte first = secret[0];
        int last = bytes.length - secret.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == first && matches(bytes, i, secret)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, byte[] secret) {
        for (int i = 1; i < secret.length; i++) {
            if (bytes[at + i] != secret[i]) {
                return false;
            }
        }
        return true;
    }
}

package dev.airlock.domain.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Fields one after the other, each prefixed with its length in four bytes, so that no two sequences of fields share their bytes. */
public final class Fields {
    private byte[] out = new byte[768];
    private int size;

    /** Adds a text as UTF-8; null is another field than the empty text. */
    public Fields add(@Nullable String field) {
        if (field == null) {
            length(-1);
            return this;
        }
        return add(field.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes. */
    public Fields add(byte[] field) {
        length(field.length);
        ensure(field.length);
        System.arraycopy(field, 0, out, size, field.length);
        size += field.length;
        return this;
    }

    /** Returns all that was added. */
    public byte[] toByteArray() {
        return Arrays.copyOf(out, size);
    }

    /** Returns the SHA-256 of all that was added, 32 bytes. */
    public byte[] sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(out, 0, size);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void length(int length) {
        ensure(4);
        out[size++] = (byte) (length >> 24);
        out[size++] = (byte) (length >> 16);
        out[size++] = (byte) (length >> 8);
        out[size++] = (byte) length;
    }

    private void ensure(int more) {
        if (size + more > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, size + more));
        }
    }
}

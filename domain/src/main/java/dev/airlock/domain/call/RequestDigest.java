package dev.airlock.domain.call;

import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of a canonical request: binds what was judged and approved to what is sent. */
public record RequestDigest(byte[] sha256) {
    private static final int LENGTH = 32;

    /** Reads what {@link #toString} writes; anything else is an {@link IllegalArgumentException}. */
    public static RequestDigest of(String text) {
        byte[] bytes = HexFormat.of().parseHex(text);
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a digest has " + LENGTH * 2 + " hexadecimal digits");
        }
        return new RequestDigest(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestDigest digest && Arrays.equals(sha256, digest.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(sha256);
    }
}

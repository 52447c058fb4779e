package dev.airlock.domain.call;

import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of a canonical request: binds what was judged and approved to what is sent. */
public record RequestDigest(byte[] sha256) {
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

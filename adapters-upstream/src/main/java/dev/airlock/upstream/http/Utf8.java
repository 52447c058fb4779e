package dev.airlock.upstream.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text as bytes of UTF-8. */
final class Utf8 {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Utf8() {}

    /** Returns the text as valid UTF-8 without a byte order mark; the same array where it is that already. */
    static byte[] of(byte[] bytes, Charset charset) {
        byte[] utf8 = charset.equals(StandardCharsets.UTF_8) && isAscii(bytes)
                ? bytes
                : new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
        boolean marked = utf8.length >= 3 && Arrays.equals(utf8, 0, 3, BYTE_ORDER_MARK, 0, 3);
        return marked ? Arrays.copyOfRange(utf8, 3, utf8.length) : utf8;
    }

    /** Returns at most so many bytes, ending where a character ends. */
    static byte[] cut(byte[] utf8, int limit) {
        if (utf8.length <= limit) {
            return utf8;
        }
        int end = limit;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(utf8, end);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}

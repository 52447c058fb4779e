package dev.airlock.upstream.http;

import java.util.Arrays;

/**
 * Estimates how many tokens a language model reads in a text: one for each four characters of ASCII or two of other alphabets, one for each character of
 * Chinese, Japanese, Korean and their like, two for one of the rest (emoji). So a token is never counted for more than four bytes.
 */
final class Tokens {
    /** The parts into which a token is divided; an ASCII character is one. */
    static final int PARTS = 4;

    private static final int TWO_BYTES = 0xC0;
    private static final int THREE_BYTES = 0xE0;
    private static final int FOUR_BYTES = 0xF0;

    private Tokens() {}

    /** Returns the tokens in a text, rounded up. */
    static long in(byte[] utf8) {
        long parts = 0;
        for (byte b : utf8) {
            parts += parts(b);
        }
        return (parts + PARTS - 1) / PARTS;
    }

    /** Returns whether a text has at most so many tokens. */
    static boolean fit(byte[] utf8, int limit) {
        // No byte stands for more than two parts.
        return utf8.length * 2L <= (long) limit * PARTS || in(utf8) <= limit;
    }

    /** Returns as much of a text as has at most so many tokens, ending where a character ends. */
    static byte[] cut(byte[] utf8, int limit) {
        long left = (long) limit * PARTS;
        for (int at = 0; at < utf8.length; at++) {
            left -= parts(utf8[at]);
            if (left < 0) {
                return Arrays.copyOf(utf8, at);
            }
        }
        return utf8;
    }

    /** Returns the parts of a token that the character beginning with this byte is; 0 for a byte within a character. */
    static int parts(byte b) {
        int unsigned = b & 0xFF;
        if (unsigned < 0x80) {
            return 1;
        }
        if (unsigned < TWO_BYTES) {
            return 0;
        }
        return unsigned < THREE_BYTES ? 2 : unsigned < FOUR_BYTES ? PARTS : 2 * PARTS;
    }
}

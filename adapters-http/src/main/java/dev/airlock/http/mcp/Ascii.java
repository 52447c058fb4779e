package dev.airlock.http.mcp;

import java.util.function.IntPredicate;

/** Characters of protocols, which are ASCII whatever the locale. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Returns whether every character is one of those. */
    static boolean consistsOf(String text, IntPredicate those) {
        for (int i = 0; i < text.length(); i++) {
            if (!those.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}

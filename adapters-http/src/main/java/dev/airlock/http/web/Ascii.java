package dev.airlock.http.web;

import java.util.function.IntPredicate;

/** Characters of protocols, which are ASCII whatever the locale. */
public final class Ascii {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Ascii() {}

    /** Returns whether it is a digit. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Returns whether every character is one of those. */
    public static boolean consistsOf(String text, IntPredicate those) {
        for (int i = 0; i < text.length(); i++) {
            if (!those.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether it is a letter. */
    public static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Returns whether the text is a token of RFC 9110, as a header's name must be. */
    public static boolean isToken(String text) {
        return !text.isEmpty() && consistsOf(text, c -> isDigit(c) || isLetter(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }
}

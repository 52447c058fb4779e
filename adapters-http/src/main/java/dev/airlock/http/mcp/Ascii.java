package dev.airlock.http.mcp;

/** Characters of protocols, which are ASCII whatever the locale. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}

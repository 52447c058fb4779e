package dev.airlock.upstream.http;

import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986): everything but unreserved characters is encoded, so that a value can never mean more than itself. */
final class Percent {
    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "-._~";

    private Percent() {}

    static String encode(String text) {
        return encode(text, "");
    }

    /** Encodes but for the unreserved characters and the ones to keep. */
    static String encode(String text, String keep) {
        StringBuilder out = null;
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            char c = (char) (utf8[i] & 0xff);
            boolean plain = isUnreserved(c) || keep.indexOf(c) >= 0;
            if (!plain && out == null) {
                out = new StringBuilder(utf8.length + 16).append(new String(utf8, 0, i, StandardCharsets.US_ASCII));
            }
            if (out != null) {
                append(out, c, plain);
            }
        }
        return out == null ? text : out.toString();
    }

    private static void append(StringBuilder out, char c, boolean plain) {
        if (plain) {
            out.append(c);
        } else {
            out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }

    static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }

    /** Decodes what is well-formed and leaves the rest as it is. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int value = text.charAt(i) == '%' ? hex(text, i + 1) : -1;
            out.append(value < 0 ? text.charAt(i) : (char) value);
            i += value < 0 ? 0 : 2;
        }
        return out.toString();
    }

    static int hex(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}

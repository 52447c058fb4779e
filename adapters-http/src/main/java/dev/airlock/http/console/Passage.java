package dev.airlock.http.console;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A text of any length as a page shows it.
 *
 * @param text as much of it as is not folded
 * @param literal whether it is a number, true, false or null, and no text
 * @param empty whether there is nothing in it
 * @param more what is folded, in words; null where everything is there
 * @param decoded what it says where it is base64 of a text; else null
 */
record Passage(
        VisibleText text,
        boolean literal,
        boolean empty,
        @Nullable String more,
        @Nullable Passage decoded) {
    private static final int SHORTEST_BASE64 = 16;
    private static final double MOSTLY = 0.9;

    /** Returns the text that this one is the base64 of, or null where it is none. */
    static @Nullable String decoded(String text) {
        String packed = text.replaceAll("[\r\n]", "");
        if (packed.length() < SHORTEST_BASE64 || !packed.matches("[A-Za-z0-9+/_-]+={0,2}")) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(packed.replace('-', '+').replace('_', '/'));
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            long readable = plain.codePoints()
                    .filter(c -> !Character.isISOControl(c) || c == '\n' || c == '\t')
                    .count();
            return readable >= plain.codePointCount(0, plain.length()) * MOSTLY ? plain : null;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}

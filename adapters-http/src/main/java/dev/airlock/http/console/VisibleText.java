package dev.airlock.http.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text in which everything can be seen: what is invisible, turns the direction of writing or looks like something else is marked and named. Line feeds
 * and plain spaces stay what they are.
 */
record VisibleText(List<Piece> pieces) {
    private static final int MOST_ACCENTS = 2;
    private static final int CONTROL_PICTURES = 0x2400;

    /**
     * A part of the text.
     *
     * @param text as it is to be shown
     * @param mark what it is, where it deceives the eye; else null
     */
    record Piece(String text, @Nullable String mark) {}

    static VisibleText of(String text) {
        Map<Integer, String> lookAlikes = LookAlikes.in(text);
        var pieces = new ArrayList<Piece>();
        var plain = new StringBuilder();
        int accents = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            accents = Character.getType(c) == Character.NON_SPACING_MARK ? accents + 1 : 0;
            Piece marked = marked(c, lookAlikes.get(i), accents);
            if (marked == null) {
                plain.appendCodePoint(c);
            } else {
                end(plain, pieces);
                pieces.add(marked);
            }
        }
        end(plain, pieces);
        return new VisibleText(pieces);
    }

    private static void end(StringBuilder plain, List<Piece> pieces) {
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain.toString(), null));
            plain.setLength(0);
        }
    }

    /** What is marked, and how often. */
    Map<String, Integer> marks() {
        var marks = new LinkedHashMap<String, Integer>();
        for (Piece piece : pieces) {
            if (piece.mark != null) {
                marks.merge(piece.mark, 1, Integer::sum);
            }
        }
        return marks;
    }

    private static @Nullable Piece marked(int c, @Nullable String lookAlike, int accents) {
        if (lookAlike != null) {
            return new Piece(Character.toString(c), name(c) + ", " + lookAlike);
        }
        return isUnseen(c) || accents > MOST_ACCENTS ? new Piece(picture(c), name(c)) : null;
    }

    /** Returns whether a character cannot be seen, or not be told from a plain space. */
    static boolean isUnseen(int c) {
        if (c == '\n' || c == ' ') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> isBlank(c);
        };
    }

    /** Letters, marks and symbols that have no shape. */
    private static boolean isBlank(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC -> true;
            default -> (c >= 0x180B && c <= 0x180F) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
        };
    }

    private static String picture(int c) {
        return c < 0x20 ? Character.toString(CONTROL_PICTURES + c) : String.format(Locale.ROOT, "U+%04X", c);
    }

    private static String name(int c) {
        String name = Character.getName(c);
        String words = name == null ? "a character that does not exist" : name.toLowerCase(Locale.ROOT);
        return String.format(Locale.ROOT, "%s (U+%04X)", words, c);
    }
}

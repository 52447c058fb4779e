package dev.airlock.upstream.openapi;

import java.util.regex.Pattern;

/** Makes text of a stranger fit to be shown to people and agents: what cannot be seen is removed, what is long is cut. */
public final class Texts {
    private static final int QUOTE = 80;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern TRAILING_SPACES = Pattern.compile(" {1,1000}\n");
    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

    private Texts() {}

    /** Returns the text in lines, without invisible characters, cut after so many characters. */
    public static String clean(String text, int max) {
        if (text.length() <= max && text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return text.strip();
        }
        String source = text.length() > 4 * max ? text.substring(0, 4 * max) : text;
        var out = new StringBuilder();
        source.codePoints().filter(Texts::isVisible).forEach(c -> out.appendCodePoint(c == '\t' ? ' ' : c));
        String clean = BLANK_LINES
                .matcher(TRAILING_SPACES.matcher(out).replaceAll("\n"))
                .replaceAll("\n\n")
                .strip();
        return cut(clean, max);
    }

    /** Returns the text as one line. */
    public static String line(String text, int max) {
        return cut(SPACES.matcher(clean(text, 4 * max)).replaceAll(" "), max);
    }

    /** Returns the text in quotes, short enough for a message. */
    public static String quoted(String text) {
        return '"' + line(text, QUOTE) + '"';
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }

    private static boolean isVisible(int c) {
        if (c == '\n' || c == '\t') {
            return true;
        }
        boolean hiddenSelector = c >= 0xE0100 && c <= 0xE01EF;
        return !hiddenSelector
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}

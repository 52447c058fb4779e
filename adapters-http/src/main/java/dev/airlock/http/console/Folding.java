package dev.airlock.http.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds what is long while a page is put together, and remembers what it folded and what was marked: nobody is to decide about what they have not seen. */
final class Folding {
    private static final int LINES = 24;
    private static final int CHARACTERS = 2_400;
    private static final int ENTRIES = 40;
    private static final int DEEPEST_BASE64 = 3;

    private final boolean everything;
    private final List<String> folded = new ArrayList<>();
    private final Map<String, Integer> marks = new LinkedHashMap<>();
    private boolean rightToLeft;

    /** Folds what is long, or where everything is to be seen, nothing. */
    Folding(boolean everything) {
        this.everything = everything;
    }

    /** What was folded, each part in words. */
    List<String> folded() {
        return List.copyOf(folded);
    }

    /** What was marked, each kind in words. */
    List<String> marks() {
        var words = new ArrayList<String>();
        marks.forEach((mark, times) -> words.add(times == 1 ? mark : mark + ", " + count(times) + " times"));
        if (rightToLeft) {
            words.add("letters that are written from right to left: among them, what comes first stands on the right");
        }
        return words;
    }

    /** A text, literally. */
    Passage text(String text) {
        return passage(text, false, DEEPEST_BASE64);
    }

    /** A number, true, false or null. */
    Passage literal(String text) {
        return passage(text, true, 0);
    }

    private Passage passage(String text, boolean literal, int depth) {
        int end = everything ? text.length() : endOfShown(text);
        VisibleText shown = VisibleText.of(text.substring(0, end));
        shown.marks().forEach((mark, times) -> marks.merge(mark, times, Integer::sum));
        rightToLeft |= text.substring(0, end).codePoints().anyMatch(Folding::isRightToLeft);
        String inner = depth == 0 ? null : Passage.decoded(text);
        return new Passage(
                shown,
                literal,
                text.isEmpty(),
                end == text.length() ? null : fold(hidden(text, end)),
                inner == null ? null : passage(inner, false, depth - 1));
    }

    private static boolean isRightToLeft(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
            default -> false;
        };
    }

    /** The first of several entries, and what is folded of them. */
    <T> Part<T> entries(List<T> entries, String many) {
        boolean fits = everything || entries.size() <= ENTRIES;
        return fits
                ? new Part<>(entries, null)
                : new Part<>(
                        entries.subList(0, ENTRIES),
                        fold("+" + count(entries.size() - ENTRIES) + " " + many + " hidden"));
    }

    /** The part of a list that is shown, and what is not, in words. */
    record Part<T>(List<T> shown, @Nullable String more) {}

    private String fold(String words) {
        folded.add(words);
        return words;
    }

    private static int endOfShown(String text) {
        int end = 0;
        for (int line = 0; line < LINES && end < text.length(); line++) {
            int feed = text.indexOf('\n', end);
            end = feed < 0 ? text.length() : feed + 1;
        }
        if (end <= CHARACTERS) {
            return end;
        }
        return Character.isHighSurrogate(text.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
    }

    private static String hidden(String text, int from) {
        long feeds = text.substring(from).chars().filter(c -> c == '\n').count();
        boolean wholeLines = text.charAt(from - 1) == '\n';
        long lines = feeds + (text.endsWith("\n") ? 0 : 1);
        return wholeLines
                ? "+" + count(lines) + (lines == 1 ? " line" : " lines") + " hidden"
                : "+" + count(text.codePointCount(from, text.length())) + " characters hidden"
                        + (feeds == 0 ? "" : ", in " + count(lines) + " lines");
    }

    private static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}

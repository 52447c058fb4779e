package dev.airlock.http.console;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds letters that pass for others: those of another script among a word's Latin ones, words of which every letter looks Latin in a text that is not
 * otherwise written in their script, and letters in disguise, such as fullwidth ones.
 */
final class LookAlikes {
    private static final Set<UnicodeScript> NEUTRAL =
            EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN);
    private static final Set<UnicodeScript> WRITTEN_TOGETHER = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO);
    private static final String CYRILLIC =
            "аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ӏl АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS";
    private static final String GREEK = "αa ιi κk νv οo ρp υu ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX";
    private static final Map<Integer, String> LATIN_LOOKING = table(CYRILLIC + " " + GREEK);

    private final String text;
    private final Map<Integer, String> found = new HashMap<>();

    private LookAlikes(String text) {
        this.text = text;
    }

    /** Returns what is wrong with the letters at these places in the text. */
    static Map<Integer, String> in(String text) {
        var search = new LookAlikes(text);
        if (text.chars().anyMatch(c -> c > 0x7F)) {
            search.disguised();
            search.words();
        }
        return search.found;
    }

    private static Map<Integer, String> table(String pairs) {
        var table = new HashMap<Integer, String>();
        for (String pair : pairs.split(" ")) {
            table.put(pair.codePointAt(0), pair.substring(1));
        }
        return Map.copyOf(table);
    }

    private void disguised() {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c > 0x7F && Character.isLetterOrDigit(c)) {
                String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
                if (plain.length() == 1 && plain.charAt(0) < 0x80) {
                    found.put(i, "looks like " + plain);
                }
            }
        }
    }

    private void words() {
        Set<UnicodeScript> written = writtenIn();
        int start = 0;
        while (start < text.length()) {
            int end = endOfWord(start);
            if (end > start) {
                word(start, end, written);
            }
            start = Math.max(end, start + Character.charCount(text.codePointAt(start)));
        }
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < text.length() && isPartOfWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isPartOfWord(int c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** The scripts of which the text has a letter that looks like no Latin one. */
    private Set<UnicodeScript> writtenIn() {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        text.codePoints()
                .filter(c -> Character.isLetter(c) && !LATIN_LOOKING.containsKey(c))
                .forEach(c -> scripts.add(UnicodeScript.of(c)));
        return scripts;
    }

    private void word(int start, int end, Set<UnicodeScript> written) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        text.substring(start, end).codePoints().forEach(c -> scripts.add(UnicodeScript.of(c)));
        scripts.removeAll(NEUTRAL);
        boolean mixed = scripts.size() > 1 && !WRITTEN_TOGETHER.containsAll(scripts);
        boolean allLatinLooking = isAllLatinLooking(start, end);
        for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            String latin = LATIN_LOOKING.get(c);
            UnicodeScript script = UnicodeScript.of(c);
            if (mixed && script != UnicodeScript.LATIN && !NEUTRAL.contains(script)) {
                found.put(i, latin == null ? "among letters of another script" : "looks like " + latin);
            } else if (!mixed && latin != null && !written.contains(script) && allLatinLooking) {
                found.put(i, "looks like " + latin);
            }
        }
    }

    private boolean isAllLatinLooking(int start, int end) {
        return text.substring(start, end).codePoints().allMatch(LATIN_LOOKING::containsKey);
    }
}

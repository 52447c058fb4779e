package dev.airlock.upstream.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words in identifiers and paths. */
public final class Words {
    private Words() {}

    /** Splits at punctuation and where case changes: {@code listStoreOrders} is list, Store, Orders; acronyms stay whole. */
    public static List<String> of(String text) {
        String spaced =
                text.replaceAll("([\\p{Ll}0-9])(\\p{Lu})", "$1 $2").replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1 $2");
        return Arrays.stream(spaced.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Joins words into a phrase that begins with a capital; acronyms keep theirs. */
    public static String phrase(List<String> words) {
        String phrase = words.stream()
                .map(word -> word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT)) ? word : lower(word))
                .collect(Collectors.joining(" "));
        return phrase.isEmpty() ? phrase : phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }
}

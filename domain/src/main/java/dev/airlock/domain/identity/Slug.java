package dev.airlock.domain.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** A name for URLs: 1 to 40 lower-case letters, digits and single hyphens between them. */
public record Slug(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){0,39}");
    private static final int MAX_LENGTH = 40;

    public Slug {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a slug has 1 to 40 lower-case letters, digits and single hyphens between them," + " such as \""
                            + suggestion(value) + "\"");
        }
    }

    /** Returns whether the text has the form of a slug. */
    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** Makes a slug of any text: {@code "Harbour Supplies"} becomes {@code harbour-supplies}. */
    public static Slug from(String text) {
        return new Slug(suggestion(text));
    }

    private static String suggestion(String text) {
        String folded =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        String cut = folded.substring(0, Math.min(folded.length(), MAX_LENGTH)).replaceAll("-+$", "");
        return cut.isEmpty() ? "server" : cut;
    }

    @Override
    public String toString() {
        return value;
    }
}

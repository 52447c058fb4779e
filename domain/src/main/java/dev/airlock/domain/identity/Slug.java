package dev.airlock.domain.identity;

import java.util.Locale;

/** A name for URLs: 1 to 40 lower-case letters, digits and single hyphens between them. */
public record Slug(String value) {
    private static final int MAX_LENGTH = 40;

    public Slug {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a slug has 1 to 40 lower-case letters, digits and single hyphens between them," + " such as \""
                            + suggestion(value) + "\"");
        }
    }

    /** Returns whether the text has the form of a slug. */
    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.charAt(text.length() - 1) == '-') {
            return false;
        }
        boolean mayBeHyphen = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && !(c == '-' && mayBeHyphen)) {
                return false;
            }
            mayBeHyphen = plain;
        }
        return true;
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

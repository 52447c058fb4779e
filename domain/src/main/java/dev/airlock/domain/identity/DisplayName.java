package dev.airlock.domain.identity;

/** What people call something: 1 to 100 characters that can be shown. */
public final class DisplayName {
    /** What a name looks like, for messages. */
    public static final String FORM = "a name has 1 to 100 characters, no line breaks or other control characters";

    private static final int MAX_LENGTH = 100;

    private DisplayName() {}

    /** Returns whether the text can be a name. */
    public static boolean isValid(String text) {
        return !text.isBlank() && text.length() <= MAX_LENGTH && text.chars().noneMatch(Character::isISOControl);
    }
}

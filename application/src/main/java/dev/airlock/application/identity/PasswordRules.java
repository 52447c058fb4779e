package dev.airlock.application.identity;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a password must be, wherever one is chosen: long enough, and not soon guessed. No kinds of characters are asked for. */
public final class PasswordRules {
    /** What a password looks like, for hints. */
    public static final String FORM = "12 to 200 characters; a sentence is fine.";

    private static final int MIN = 12;
    private static final int MAX = 200;
    private static final int MIN_PART = 4;
    private static final String OURS = "airlock";

    private final PasswordStrength strength;

    /** Makes the rules. */
    public PasswordRules(PasswordStrength strength) {
        this.strength = strength;
    }

    /** Returns what is wrong with the password as this person's, or null. */
    public @Nullable String problem(String password, String name, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN || length > MAX) {
            return "a password has 12 to 200 characters";
        }
        List<String> personal = personal(name, email);
        String lower = password.toLowerCase(Locale.ROOT);
        if (personal.stream().anyMatch(lower::contains)) {
            return "a password contains neither your name, nor your e-mail address, nor the word airlock";
        }
        return strength.isGuessable(password, personal)
                ? "this password is among those that are tried first; add a few unrelated words"
                : null;
    }

    private static List<String> personal(String name, String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        Stream<String> names = Stream.of(name.strip().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        Stream<String> addresses = Stream.of(address, address.split("@", 2)[0]);
        return Stream.concat(Stream.concat(names, addresses), Stream.of(OURS))
                .filter(part -> part.length() >= MIN_PART)
                .toList();
    }
}

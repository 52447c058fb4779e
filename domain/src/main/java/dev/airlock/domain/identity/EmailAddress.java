package dev.airlock.domain.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** A person's e-mail address, in lower case; it names the person at sign-in. */
public record EmailAddress(String value) {
    private static final Pattern FORM = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,255}");

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (!isValid(value)) {
            throw new IllegalArgumentException("an e-mail address looks like ada@example.com");
        }
    }

    /** Returns whether the text can be an address. */
    public static boolean isValid(String text) {
        return FORM.matcher(text.strip()).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

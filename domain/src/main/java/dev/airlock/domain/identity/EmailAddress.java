package dev.airlock.domain.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** A person's e-mail address, in lower case; it names the person at sign-in. */
public record EmailAddress(String value) {
    /** What an address looks like, for messages. */
    public static final String FORM = "an e-mail address looks like ada@example.com";

    private static final String SERVICE = "@service.invalid";
    private static final Pattern PATTERN = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,255}");

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (!isValid(value)) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Returns whether the text can be an address. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text.strip()).matches();
    }

    /** The address of a service account, by which policies name it; no mail can ever reach it (RFC 6761). */
    public static EmailAddress ofService(UserId account) {
        return new EmailAddress(account + SERVICE);
    }

    /** Returns whether this names a service account and no person. */
    public boolean isService() {
        return value.endsWith(SERVICE);
    }

    @Override
    public String toString() {
        return value;
    }
}

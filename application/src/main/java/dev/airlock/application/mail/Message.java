package dev.airlock.application.mail;

import dev.airlock.domain.identity.EmailAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A message to one person, in parts: how they look is decided where the message is sent, so that no text can become a header, a tag or a link.
 *
 * @param subject one line, made so of whatever it is given
 */
public record Message(EmailAddress to, String subject, List<Part> parts) {
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");
    private static final int MAX_SUBJECT = 150;

    public Message {
        subject = line(subject);
        parts = List.copyOf(parts);
    }

    /** A part of the body. */
    public sealed interface Part {
        /** Words of Airlock's own. */
        record Paragraph(String text) implements Part {}

        /** Words of somebody else's, shown as such. */
        record Quote(String text) implements Part {}

        /**
         * The way to a page of the Control Room, and of no other site.
         *
         * @param path of the page, such as {@code /approvals}; it may hold a secret
         */
        record Link(String label, String path) implements Part {
            private static final Pattern PATH = Pattern.compile("/(?:[\\w.~%?&=-][\\w.~%?&=/-]*)?");

            public Link {
                if (!PATH.matcher(path).matches()) {
                    throw new IllegalArgumentException("a link leads to a path of the Control Room such as /approvals");
                }
            }

            @Override
            public String toString() {
                return "Link[" + label + ", hidden]";
            }
        }
    }

    private static String line(String text) {
        String line = NO_TEXT.matcher(text).replaceAll(" ").strip();
        return line.length() <= MAX_SUBJECT ? line : line.substring(0, MAX_SUBJECT - 1) + "…";
    }
}

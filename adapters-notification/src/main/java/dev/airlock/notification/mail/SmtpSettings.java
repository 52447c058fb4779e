package dev.airlock.notification.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the mail server.
 *
 * @param login who sends, null where the server asks nobody
 * @param from the sender, such as {@code Airlock <airlock@example.com>}
 * @param patience how long the server may take for each answer
 */
public record SmtpSettings(
        String host, int port, Security security, @Nullable Login login, String from, Duration patience) {
    /** How the connection is kept private. */
    public enum Security {
        /** TLS begins before anything of the message is sent, or nothing is sent. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** Not at all: for a relay on the same machine. */
        NONE
    }

    /** A name and a password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** Checks the sender's address. */
    public SmtpSettings {
        sender(from);
    }

    /** The sender's address. */
    InternetAddress sender() {
        return sender(from);
    }

    private static InternetAddress sender(String from) {
        try {
            return new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "\"" + from + "\" is no sender; write an address such as Airlock <airlock@example.com>");
        }
    }
}

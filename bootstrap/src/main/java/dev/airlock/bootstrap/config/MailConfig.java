package dev.airlock.bootstrap.config;

import static dev.airlock.bootstrap.config.Defaults.or;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.airlock.application.mail.MailRoute;
import dev.airlock.notification.mail.SmtpSettings.Security;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * E-mail to people.
 *
 * @param route where messages go
 * @param smtp the mail server, where one is configured
 */
public record MailConfig(MailRoute route, @Nullable Smtp smtp) {
    /**
     * A mail server.
     *
     * @param user who sends, null where the server asks nobody
     * @param passwordFile a file that holds the password and nothing else; null where {@code password} says it
     * @param from the sender
     */
    public record Smtp(
            String host,
            int port,
            Security security,
            @Nullable String user,
            @Nullable String password,
            @Nullable Path passwordFile,
            String from) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    @JsonCreator
    static MailConfig read(
            @JsonProperty("host") @Nullable String host,
            @JsonProperty("port") @Nullable Integer port,
            @JsonProperty("security") @Nullable Security security,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("password") @Nullable String password,
            @JsonProperty("passwordFile") @Nullable Path passwordFile,
            @JsonProperty("from") @Nullable String from) {
        if (host == null || from == null) {
            throw new IllegalArgumentException("mail: give \"host\" and \"from\", or leave the section out");
        }
        Security actual = or(security, Security.STARTTLS);
        if (actual == Security.NONE && user != null) {
            throw new IllegalArgumentException("mail.security: NONE would send the password in the clear;"
                    + " write STARTTLS or TLS, or leave \"user\" out");
        }
        int usual = actual == Security.TLS ? 465 : 587;
        return new MailConfig(
                MailRoute.SERVER, new Smtp(host, or(port, usual), actual, user, password, passwordFile, from));
    }

    /** What holds where the configuration says nothing: nothing is sent. */
    public static MailConfig defaults() {
        return new MailConfig(MailRoute.NOWHERE, null);
    }

    /** Messages are shown and not sent. */
    public static MailConfig shown() {
        return new MailConfig(MailRoute.CONTROL_ROOM, null);
    }
}

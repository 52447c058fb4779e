package dev.airlock.bootstrap;

import dev.airlock.application.mail.DeliverMail;
import dev.airlock.application.mail.MailDelivery;
import dev.airlock.bootstrap.config.MailConfig;
import dev.airlock.notification.mail.SmtpMailer;
import dev.airlock.notification.mail.SmtpSettings;
import dev.airlock.notification.mail.SmtpSettings.Login;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Mail as the configuration says. */
public final class Mail {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private Mail() {}

    /** Returns how to reach the mail server, null where there is none, or says what is wrong. */
    public static @Nullable SmtpSettings settings(MailConfig config) {
        MailConfig.Smtp smtp = config.smtp();
        if (smtp == null) {
            return null;
        }
        Login login = smtp.user() == null
                ? null
                : new Login(smtp.user(), SecretText.of("mail", "password", smtp.password(), smtp.passwordFile()));
        try {
            return new SmtpSettings(smtp.host(), smtp.port(), smtp.security(), login, smtp.from(), PATIENCE);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem("mail.from: " + e.getMessage());
        }
    }

    /** Begins to empty the outbox; null where messages are not sent. */
    static @Nullable MailDelivery deliver(MailConfig config, URI baseUrl, Storage storage, InstantSource clock) {
        SmtpSettings settings = settings(config);
        return settings == null
                ? null
                : MailDelivery.start(
                        new DeliverMail(storage.outbox(), new SmtpMailer(settings, baseUrl), storage.auditLog(), clock),
                        PAUSE);
    }
}

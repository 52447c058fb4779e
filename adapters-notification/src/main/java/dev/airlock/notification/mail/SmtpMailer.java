package dev.airlock.notification.mail;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import dev.airlock.application.mail.Mailer;
import dev.airlock.application.mail.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.mail2.core.EmailException;

/** Sends mail by SMTP, a connection for each message. */
public final class SmtpMailer implements Mailer {
    private static final int PERMANENT = 500;

    private final SmtpSettings settings;
    private final URI baseUrl;
    private final MessageText text;

    /**
     * Makes the mailer; it connects to nothing yet.
     *
     * @param baseUrl where the links of messages lead
     */
    public SmtpMailer(SmtpSettings settings, URI baseUrl) {
        this.settings = settings;
        this.baseUrl = baseUrl;
        this.text = new MessageText(baseUrl);
    }

    @Override
    public Outcome send(UUID id, Message message) {
        var email = new OutgoingEmail(id, baseUrl.getHost());
        try {
            write(email, message);
        } catch (EmailException e) {
            return new Outcome.Refused(reason(e));
        }
        try {
            email.send();
            return new Outcome.Accepted();
        } catch (EmailException e) {
            return outcome(e, email.isHandedOver());
        }
    }

    private void write(OutgoingEmail email, Message message) throws EmailException {
        email.setCharset(StandardCharsets.UTF_8.name());
        email.setHostName(settings.host());
        email.setSmtpPort(settings.port());
        email.setSslSmtpPort(Integer.toString(settings.port()));
        email.setSSLOnConnect(settings.security() == SmtpSettings.Security.TLS);
        email.setStartTLSRequired(settings.security() == SmtpSettings.Security.STARTTLS);
        email.setStartTLSEnabled(settings.security() == SmtpSettings.Security.STARTTLS);
        email.setSSLCheckServerIdentity(settings.security() != SmtpSettings.Security.NONE);
        email.setSocketConnectionTimeout(settings.patience());
        email.setSocketTimeout(settings.patience());
        if (settings.login() != null) {
            email.setAuthentication(settings.login().user(), settings.login().password());
        }
        email.setFromAddress(settings.sender());
        email.addTo(message.to().value());
        email.setSubject(message.subject());
        email.addHeader("Auto-Submitted", "auto-generated");
        email.setTextMsg(text.plain(message.parts()));
        email.setHtmlMsg(text.html(message));
    }

    private static Outcome outcome(EmailException failure, boolean handedOver) {
        if (causes(failure).anyMatch(SmtpMailer::refusesRecipient)) {
            return new Outcome.Refused(reason(failure));
        }
        boolean answered = causes(failure).anyMatch(SMTPSendFailedException.class::isInstance);
        return handedOver && !answered
                ? new Outcome.Unanswered(reason(failure))
                : new Outcome.Postponed(reason(failure));
    }

    private static boolean refusesRecipient(Throwable cause) {
        return cause instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= PERMANENT;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String reason(Throwable failure) {
        return String.valueOf(causes(failure)
                        .reduce((outer, inner) -> inner)
                        .orElse(failure)
                        .getMessage())
                .strip();
    }
}

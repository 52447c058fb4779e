package dev.airlock.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.commons.mail2.jakarta.HtmlEmail;

/** An e-mail that keeps its id at every attempt, so that receivers can tell a repetition, and that knows whether it was handed over. */
final class OutgoingEmail extends HtmlEmail {
    private final String id;
    private volatile boolean handedOver;

    OutgoingEmail(UUID id, String host) {
        this.id = "<" + id + "@" + host + ">";
    }

    /** Returns whether every byte has been written to the server. */
    boolean isHandedOver() {
        return handedOver;
    }

    @Override
    protected MimeMessage createMimeMessage(Session session) {
        return new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }

            @Override
            public void writeTo(OutputStream stream, String[] ignored) throws IOException, MessagingException {
                super.writeTo(stream, ignored);
                handedOver = true;
            }
        };
    }
}

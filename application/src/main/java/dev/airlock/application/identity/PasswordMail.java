package dev.airlock.application.identity;

import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.domain.identity.Person;
import java.util.List;

/** What people are told of their password by mail. */
final class PasswordMail {
    private PasswordMail() {}

    /** The link to choose another password. */
    static Message link(Person person, String secret) {
        return new Message(
                person.email(),
                "Choose a new password for Airlock",
                List.of(
                        new Part.Paragraph("Somebody, probably you, said that you forgot your password for Airlock."),
                        new Part.Link("Choose a new password", "/reset/" + secret),
                        new Part.Paragraph("The link works once, and for an hour. If it was not you, do nothing:"
                                + " your password stays as it is.")));
    }

    /** That the password is another one. */
    static Message changed(Person person, String address) {
        return new Message(
                person.email(),
                "Your password for Airlock was changed",
                List.of(
                        new Part.Paragraph("Your password was changed from the network address " + address
                                + ", and you were signed out everywhere else."),
                        new Part.Paragraph(
                                "If it was not you, choose another one now, and tell an administrator of your organization."),
                        new Part.Link("Choose a new password", "/forgot")));
    }
}

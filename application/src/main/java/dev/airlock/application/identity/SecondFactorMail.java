package dev.airlock.application.identity;

import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.domain.identity.Person;
import java.util.List;

/** What people are told of their authenticator app by mail. */
final class SecondFactorMail {
    private SecondFactorMail() {}

    /** That the app is asked for now. */
    static Message added(Person person) {
        return message(
                person,
                "An authenticator app was added to your account",
                "From now on, signing in asks for a code of it.");
    }

    /** That the app is not asked for any more. */
    static Message removed(Person person) {
        return message(
                person,
                "The authenticator app was removed from your account",
                "From now on, signing in asks for your password alone.");
    }

    private static Message message(Person person, String what, String then) {
        return new Message(
                person.email(),
                what,
                List.of(
                        new Part.Paragraph(what + ". " + then),
                        new Part.Paragraph(
                                "If you did not expect this, choose another password now, and tell an administrator of your organization."),
                        new Part.Link("Your account", "/account")));
    }
}

package dev.airlock.application.connection;

import dev.airlock.application.identity.People;
import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.application.mail.Outbox;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.server.Server;
import java.time.Instant;
import java.util.List;

/** Tells people of connections that broke off: the one whose it was, or the server's owner where it was everybody's. */
public final class ConnectionMail {
    private final People people;
    private final Outbox outbox;

    /** Makes the messenger. */
    public ConnectionMail(People people, Outbox outbox) {
        this.people = people;
        this.outbox = outbox;
    }

    void tell(Server server, Connection connection, String problem, Instant now) {
        UserId reader = connection.user() == null ? server.owner() : connection.user();
        people.memberships(reader).stream()
                .filter(place -> place.organization().id().equals(connection.organization()))
                .filter(place -> !place.person().isService())
                .forEach(place -> outbox.add(
                        connection.organization(),
                        new Message(
                                place.person().email(),
                                "Connect " + server.name() + " again",
                                List.of(
                                        new Part.Paragraph(
                                                "The connection to " + server.name()
                                                        + " does not work any more, so that agents' calls to it fail. The reason:"),
                                        new Part.Quote(problem),
                                        new Part.Link(
                                                "Connect it again",
                                                "/servers/" + server.slug() + "/connection"
                                                        + (connection.shared() ? "/shared" : "")))),
                        now));
    }
}

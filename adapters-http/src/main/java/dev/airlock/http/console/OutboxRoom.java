package dev.airlock.http.console;

import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Outbox;
import dev.airlock.application.mail.ReadOutbox;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a demo's administrators the mail that would have been sent. */
@Path("/outbox")
public final class OutboxRoom {
    private final Console console;
    private final ReadOutbox readOutbox;

    OutboxRoom(Console console) {
        this.console = console;
        this.readOutbox = console.verbs().readOutbox();
    }

    /** What the page shows. */
    record Model(List<Mail> mails) {}

    /** One message. */
    record Mail(String to, String subject, Moment at, List<Part> parts) {}

    /** One part of a message: one of the three. */
    record Part(
            @Nullable String paragraph,
            @Nullable String quote,
            @Nullable Link link) {}

    /** A link of a message. */
    record Link(String label, String path) {}

    @GET
    public Response show(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        if (!readOutbox.isOpenTo(visit.caller())) {
            throw new NotFoundException();
        }
        Instant now = console.clock().instant();
        List<Mail> mails = readOutbox.list(visit.caller()).stream()
                .map(waiting -> mail(waiting, now))
                .toList();
        return visit.page("outbox.mustache", "Outbox", new Model(mails));
    }

    private static Mail mail(Outbox.Waiting waiting, Instant now) {
        Message message = waiting.message();
        return new Mail(
                message.to().value(),
                message.subject(),
                Moment.of(waiting.createdAt(), now),
                message.parts().stream().map(OutboxRoom::part).toList());
    }

    private static Part part(Message.Part part) {
        return switch (part) {
            case Message.Part.Paragraph(String text) -> new Part(text, null, null);
            case Message.Part.Quote(String text) -> new Part(null, text, null);
            case Message.Part.Link(String label, String path) -> new Part(null, null, new Link(label, path));
        };
    }
}

package dev.airlock.persistence.mail;

import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import java.util.Objects;

/** Messages as the bytes that are sealed. */
final class MessageJson {
    private MessageJson() {}

    static byte[] write(Message message) {
        return JsonWriter.write(Json.object()
                .put("to", message.to().value())
                .put("subject", message.subject())
                .put(
                        "parts",
                        new Json.Arr(message.parts().stream()
                                .<Json>map(MessageJson::write)
                                .toList()))
                .build());
    }

    private static Json.Obj write(Part part) {
        return switch (part) {
            case Part.Paragraph(String text) ->
                Json.object().put("kind", "paragraph").put("text", text).build();
            case Part.Quote(String text) ->
                Json.object().put("kind", "quote").put("text", text).build();
            case Part.Link(String label, String path) ->
                Json.object()
                        .put("kind", "link")
                        .put("text", label)
                        .put("path", path)
                        .build();
        };
    }

    static Message read(byte[] utf8) {
        try {
            Json.Obj stored = (Json.Obj) JsonReader.read(utf8);
            return new Message(
                    new EmailAddress(text(stored, "to")),
                    text(stored, "subject"),
                    stored.items("parts").stream()
                            .map(part -> part((Json.Obj) part))
                            .toList());
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("a stored message is no JSON", e);
        }
    }

    private static Part part(Json.Obj stored) {
        String text = text(stored, "text");
        String kind = text(stored, "kind");
        return switch (kind) {
            case "paragraph" -> new Part.Paragraph(text);
            case "quote" -> new Part.Quote(text);
            case "link" -> new Part.Link(text, text(stored, "path"));
            default -> throw new IllegalStateException("no part of a message is stored as " + kind);
        };
    }

    private static String text(Json.Obj stored, String name) {
        return Objects.requireNonNull(stored.text(name), name);
    }
}

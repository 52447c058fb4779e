package dev.airlock.notification.mail;

import dev.airlock.application.mail.Message;
import dev.airlock.application.mail.Message.Part;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** How the parts of a message look, as plain text and as HTML: no images, no scripts, and no links but to Airlock. */
final class MessageText {
    private final String origin;

    /** Writes links to pages of this origin. */
    MessageText(URI baseUrl) {
        this.origin = baseUrl.toString();
    }

    String plain(List<Part> parts) {
        return parts.stream().map(this::plain).collect(Collectors.joining("\n\n", "", "\n"));
    }

    private String plain(Part part) {
        return switch (part) {
            case Part.Paragraph(String text) -> text;
            case Part.Quote(String text) ->
                text.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
            case Part.Link(String label, String path) -> label + ":\n" + origin + path;
        };
    }

    String html(Message message) {
        String body = message.parts().stream().map(this::html).collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body style="font-family: sans-serif; line-height: 1.5; max-width: 36rem">
                %s
                </body>
                </html>
                """.formatted(escaped(message.subject()), body);
    }

    private String html(Part part) {
        return switch (part) {
            case Part.Paragraph(String text) -> "<p>" + escaped(text) + "</p>";
            case Part.Quote(String text) ->
                "<blockquote style=\"white-space: pre-wrap; border-left: 3px solid #999; margin: 0; padding-left: 1rem\">"
                        + escaped(text) + "</blockquote>";
            case Part.Link(String label, String path) ->
                "<p><a href=\"" + escaped(origin + path) + "\">" + escaped(label) + "</a></p>";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

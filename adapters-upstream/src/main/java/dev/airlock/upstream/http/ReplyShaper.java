package dev.airlock.upstream.http;

import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.upstream.http.Exchange.Answer;
import dev.airlock.upstream.http.Exchange.Cut;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes an upstream's answer for an agent: in MCP's kinds of content, bounded, and without the caller's secret. */
final class ReplyShaper {
    private final UpstreamLimits limits;
    private final InstantSource clock;

    ReplyShaper(UpstreamLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    Reply shape(Answer answer, Redaction redaction) {
        int status = answer.status();
        MediaType type = MediaType.of(answer.contentType());
        boolean failed = status < 200 || status > 299;
        if (failed) {
            byte[] body = redaction.apply(Utf8.of(answer.body(), type.charset()));
            byte[] text = redaction.apply(utf8(ErrorText.of(answer, type, body, Waits.of(answer, clock.instant()))));
            return reply(status, true, List.of(new Content.Text(text)), null, answer.cut() != null);
        }
        if (answer.body().length == 0 && answer.cut() == null) {
            return note(status, "Done (" + Reasons.of(status) + ").", false);
        }
        return type.isTextual() || (type.isUntold() && looksLikeText(answer.body()))
                ? text(answer, type, redaction)
                : file(answer, type, redaction);
    }

    private Reply file(Answer answer, MediaType type, Redaction redaction) {
        if (answer.cut() != null || answer.body().length > limits.mediaBytes()) {
            return note(answer.status(), tooLarge(answer, type), true);
        }
        byte[] data = redaction.apply(answer.body());
        String name = type.name().isEmpty() ? "application/octet-stream" : type.name();
        Content content = type.isImage()
                ? new Content.Image(data, name)
                : type.isAudio() ? new Content.Audio(data, name) : new Content.Blob(data, name);
        return reply(answer.status(), false, List.of(content), null, false);
    }

    private Reply text(Answer answer, MediaType type, Redaction redaction) {
        byte[] whole = redaction.apply(Utf8.of(answer.body(), type.charset()));
        if (answer.cut() == null && whole.length <= limits.textBytes()) {
            byte[] structured = type.isJson() && isObject(whole) ? whole : null;
            return reply(answer.status(), false, List.of(new Content.Text(whole)), structured, false);
        }
        byte[] shown = Utf8.cut(whole, limits.textBytes());
        var content = List.<Content>of(
                new Content.Text(shown), new Content.Text(utf8(truncation(answer, shown.length, whole.length))));
        return reply(answer.status(), false, content, null, true);
    }

    private static String truncation(Answer answer, int shown, int read) {
        if (answer.cut() == Cut.TIME && shown == read) {
            return "[truncated: the API had sent " + shown + " bytes when its time was up; the rest is missing]";
        }
        String total =
                answer.cut() == null ? "" + read : answer.length() > read ? "" + answer.length() : "more than " + read;
        return "[truncated: " + shown + " of " + total + " bytes shown; ask for less,"
                + " for example with a filter, fewer fields or a smaller page]";
    }

    private String tooLarge(Answer answer, MediaType type) {
        String size = (answer.cut() == null ? "" : "more than ") + answer.body().length + " bytes";
        return "Done (" + Reasons.of(answer.status()) + "). The answer is "
                + (type.name().isEmpty() ? "data of an unnamed type" : type.name()) + ", " + size + ", more than the "
                + limits.mediaBytes() + " that can be passed on.";
    }

    private static Reply note(int status, String text, boolean truncated) {
        return reply(status, false, List.of(new Content.Text(utf8(text))), null, truncated);
    }

    private static boolean isObject(byte[] utf8) {
        try {
            return JsonReader.read(utf8) instanceof Json.Obj;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static boolean looksLikeText(byte[] bytes) {
        int checked = Math.min(bytes.length, 512);
        for (int i = 0; i < checked; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // It does not see that the record's array may be null.
    private static Reply reply(
            int status, boolean failed, List<Content> content, byte @Nullable [] structured, boolean truncated) {
        return new Reply(status, failed, content, structured, truncated);
    }
}

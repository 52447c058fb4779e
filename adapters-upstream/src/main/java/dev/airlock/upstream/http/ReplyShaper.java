package dev.airlock.upstream.http;

import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Reply;
import dev.airlock.upstream.http.Exchange.Answer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Shapes an upstream's answer for an agent: in MCP's kinds of content, bounded, and without the caller's secret. */
final class ReplyShaper {
    private final UpstreamLimits limits;
    private final TextShaper texts;
    private final InstantSource clock;

    ReplyShaper(UpstreamLimits limits, ReplyRules rules, InstantSource clock) {
        this.limits = limits;
        this.texts = new TextShaper(limits.textTokens(), rules);
        this.clock = clock;
    }

    Reply shape(Answer answer, OutgoingRequest request, Redaction redaction) {
        int status = answer.status();
        MediaType type = MediaType.of(answer.contentType());
        if (status < 200 || status > 299) {
            byte[] body = redaction.apply(answer, type);
            String words = ErrorText.of(answer, type, body, Waits.of(answer, clock.instant()));
            byte[] told = Tokens.cut(utf8(redaction.apply(words)), limits.textTokens());
            return reply(status, true, new Content.Text(told), answer.cut() != null);
        }
        if (answer.body().length == 0 && answer.cut() == null) {
            return reply(status, false, new Content.Text(utf8("Done (" + Reasons.of(status) + ").")), false);
        }
        if (type.isTextual() || (type.isUntold() && looksLikeText(answer.body()))) {
            return texts.shape(answer, type, request, redaction);
        }
        return answer.cut() != null || answer.body().length > limits.mediaBytes()
                ? reply(status, false, new Content.Text(utf8(redaction.apply(tooLarge(answer, type)))), true)
                : reply(status, false, file(type, redaction.apply(answer.body())), false);
    }

    private static Content file(MediaType type, byte[] data) {
        String name = type.name().isEmpty() ? "application/octet-stream" : type.name();
        if (type.isImage()) {
            return new Content.Image(data, name);
        }
        return type.isAudio() ? new Content.Audio(data, name) : new Content.Blob(data, name);
    }

    private String tooLarge(Answer answer, MediaType type) {
        String size = (answer.cut() == null ? "" : "more than ") + answer.body().length + " bytes";
        return "Done (" + Reasons.of(answer.status()) + "). The answer is "
                + (type.name().isEmpty() ? "data of an unnamed type" : type.name()) + ", " + size + ", more than the "
                + limits.mediaBytes() + " that can be passed on.";
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
    private static Reply reply(int status, boolean failed, Content content, boolean truncated) {
        return new Reply(status, failed, List.of(content), null, truncated);
    }
}

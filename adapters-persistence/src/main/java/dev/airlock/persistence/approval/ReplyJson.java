package dev.airlock.persistence.approval;

import dev.airlock.domain.call.Content;
import dev.airlock.domain.call.Reply;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers of upstreams as the bytes that are sealed. */
final class ReplyJson {
    private ReplyJson() {}

    static byte[] write(Reply reply) {
        byte[] structured = reply.structured();
        return JsonWriter.write(Json.object()
                .put("status", reply.status())
                .put("failed", reply.failed())
                .put("truncated", reply.truncated())
                .put("structured", structured == null ? null : base64(structured))
                .put(
                        "content",
                        new Json.Arr(reply.content().stream()
                                .<Json>map(ReplyJson::write)
                                .toList()))
                .build());
    }

    private static Json.Obj write(Content block) {
        return switch (block) {
            case Content.Text(byte[] utf8) -> block("text", utf8, null);
            case Content.Image(byte[] data, String mediaType) -> block("image", data, mediaType);
            case Content.Audio(byte[] data, String mediaType) -> block("audio", data, mediaType);
            case Content.Blob(byte[] data, String mediaType) -> block("blob", data, mediaType);
        };
    }

    private static Json.Obj block(String kind, byte[] data, @Nullable String mediaType) {
        return Json.object()
                .put("kind", kind)
                .put("data", base64(data))
                .put("mediaType", mediaType)
                .build();
    }

    @SuppressWarnings("NullAway") // It does not see that the record's array may be null.
    static Reply read(byte[] stored) {
        try {
            Json.Obj reply = (Json.Obj) JsonReader.read(stored, JsonLimits.DOCUMENT);
            String text = reply.text("structured");
            byte[] structured = text == null ? null : Base64.getDecoder().decode(text);
            return new Reply(
                    status(reply),
                    reply.isTrue("failed"),
                    reply.items("content").stream()
                            .map(block -> content((Json.Obj) block))
                            .toList(),
                    structured,
                    reply.isTrue("truncated"));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("a stored answer is no JSON", e);
        }
    }

    private static int status(Json.Obj reply) {
        return reply.get("status") instanceof Json.Num(String literal) ? new BigDecimal(literal).intValueExact() : 0;
    }

    private static Content content(Json.Obj stored) {
        byte[] data = Base64.getDecoder().decode(text(stored, "data"));
        String kind = text(stored, "kind");
        return switch (kind) {
            case "text" -> new Content.Text(data);
            case "image" -> new Content.Image(data, text(stored, "mediaType"));
            case "audio" -> new Content.Audio(data, text(stored, "mediaType"));
            case "blob" -> new Content.Blob(data, text(stored, "mediaType"));
            default -> throw new IllegalStateException("no part of an answer is stored as " + kind);
        };
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }

    private static String text(Json.Obj stored, String name) {
        return Objects.requireNonNull(stored.text(name), name);
    }
}

package dev.airlock.http.console;

import dev.airlock.domain.call.Header;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a page shows it, exactly as it is sent but for the credential.
 *
 * @param headers those that the operation sets
 * @param body null where there is none
 * @param bodyNote how the body is written here, and how long it is
 */
record SentRequest(
        String method,
        Passage url,
        List<Line> headers,
        @Nullable Passage body,
        String bodyNote) {
    private static final int BYTES_A_LINE = 16;

    /** A header. */
    record Line(Passage name, Passage content) {}

    static SentRequest of(OutgoingRequest request, Folding folding) {
        byte[] bytes = request.body();
        String size = String.format(Locale.ENGLISH, "%,d bytes", bytes.length);
        String json = json(bytes);
        String text = json == null ? text(bytes) : json;
        return new SentRequest(
                request.method(),
                folding.text(request.origin() + request.target()),
                request.headers().stream().map(header -> line(header, folding)).toList(),
                bytes.length == 0 ? null : folding.literal(text == null ? hexadecimal(bytes) : text),
                json != null
                        ? "JSON of " + size + ", with line breaks added here"
                        : (text == null ? "In hexadecimal, " : "") + size);
    }

    private static Line line(Header header, Folding folding) {
        return new Line(folding.text(header.name()), folding.text(header.value()));
    }

    /** The body with line breaks, where it is JSON and nothing but white space is lost by that. */
    private static @Nullable String json(byte[] body) {
        try {
            Json value = JsonReader.read(body, JsonLimits.DOCUMENT);
            return Arrays.equals(JsonWriter.write(value), body) ? PrettyJson.of(value) : null;
        } catch (JsonSyntaxException e) {
            return null;
        }
    }

    private static @Nullable String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String hexadecimal(byte[] body) {
        var lines = new StringBuilder();
        for (int i = 0; i < body.length; i += BYTES_A_LINE) {
            byte[] line = Arrays.copyOfRange(body, i, Math.min(body.length, i + BYTES_A_LINE));
            String letters = new String(line, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
            lines.append(String.format(
                    Locale.ROOT,
                    "%08x  %-48s %s\n",
                    i,
                    HexFormat.ofDelimiter(" ").formatHex(line),
                    letters));
        }
        return lines.toString();
    }
}

package dev.airlock.upstream.http;

import dev.airlock.domain.digest.Fields;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import dev.airlock.upstream.http.Body.Encoding;
import dev.airlock.upstream.http.Body.Kind;
import dev.airlock.upstream.http.BodyWriter.Written;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code multipart/form-data} (RFC 7578): one part for each member, and for each item of a list. */
final class MultipartWriter {
    private static final String JSON = "application/json";

    private final String mediaType;
    private final Map<String, Encoding> encodings;

    /** One part; without a media type it is plain text. */
    private record Part(
            String name,
            @Nullable String filename,
            @Nullable String contentType,
            byte[] bytes) {
        byte[] head() {
            var head = new StringBuilder("Content-Disposition: form-data; name=\"")
                    .append(quoted(name))
                    .append('"');
            if (filename != null) {
                head.append("; filename=\"").append(quoted(filename)).append('"');
            }
            if (contentType != null) {
                head.append("\r\nContent-Type: ").append(contentType);
            }
            return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
        }

        /** As browsers do it: what would end the name, or the line, is percent-encoded. */
        private static String quoted(String text) {
            return text.replace("\"", "%22")
                    .replace("\r", "%0D")
                    .replace("\n", "%0A")
                    .replace("\\", "%5C");
        }
    }

    MultipartWriter(String mediaType, Map<String, Encoding> encodings) {
        this.mediaType = mediaType;
        this.encodings = encodings;
    }

    Written write(Json value, Draft draft) {
        var parts = new ArrayList<Part>();
        if (value instanceof Json.Obj(Map<String, Json> members)) {
            members.forEach((name, member) -> add(name, member, parts, draft));
        } else {
            draft.refuse("", "must have the parts of the body as members of an object");
        }
        String boundary = boundary(parts);
        var out = new ByteArrayOutputStream();
        for (Part part : parts) {
            write(out, "--" + boundary + "\r\n");
            out.writeBytes(part.head());
            out.writeBytes(part.bytes());
            write(out, "\r\n");
        }
        write(out, "--" + boundary + "--\r\n");
        return new Written(mediaType + "; boundary=" + boundary, out.toByteArray());
    }

    private void add(String name, Json value, List<Part> parts, Draft draft) {
        Encoding encoding = encodings.get(name);
        boolean whole = encoding != null && encoding.kind() == Kind.JSON;
        if (value instanceof Json.Arr(List<Json> items) && !whole) {
            items.forEach(item -> addOne(name, item, encoding, parts, draft));
        } else {
            addOne(name, value, encoding, parts, draft);
        }
    }

    private static void addOne(String name, Json value, @Nullable Encoding encoding, List<Part> parts, Draft draft) {
        if (value instanceof Json.Null) {
            return;
        }
        String declared = encoding == null ? null : encoding.contentType();
        if (encoding != null && encoding.kind() == Kind.FILE) {
            FileArgument file = FileArgument.read(name, value, draft);
            if (file != null) {
                // Without a file name, servers take a part for a text.
                String filename = file.filename() == null ? "file" : file.filename();
                parts.add(new Part(name, filename, file.mediaType(declared), file.bytes()));
            }
            return;
        }
        String text = encoding != null && encoding.kind() == Kind.JSON ? null : Shape.text(value);
        parts.add(
                text == null
                        ? new Part(name, null, declared == null ? JSON : declared, JsonWriter.write(value))
                        : new Part(name, null, declared, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Made of what it separates, so that equal arguments make equal requests, and nobody can write a part that contains it. */
    private static String boundary(List<Part> parts) {
        var fields = new Fields();
        for (Part part : parts) {
            fields.add(part.head());
            fields.add(part.bytes());
        }
        return "airlock-" + HexFormat.of().formatHex(fields.sha256(), 0, 16);
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}

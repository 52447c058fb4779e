package dev.airlock.upstream.openapi;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonLimits;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns untrusted bytes into one bounded JSON object, or says why not. Everything that reads a description reads what this returns. */
final class DocumentReader {
    /** The largest document, in bytes. */
    static final int MAX_BYTES = 32 << 20;

    private static final int MAX_YAML_LINE = 64 << 10;

    private DocumentReader() {}

    static Json.Obj read(byte[] document) throws RefusedException {
        if (document.length > MAX_BYTES) {
            throw new RefusedException("the document has " + document.length + " bytes; the limit is " + MAX_BYTES);
        }
        if (document.length > 1 && (document[0] & 0xff) == 0x1f && (document[1] & 0xff) == 0x8b) {
            throw new RefusedException("the document is compressed with gzip; import the uncompressed JSON or YAML");
        }
        byte[] text = withoutByteOrderMark(document);
        checkEncoding(text);
        if (parse(text) instanceof Json.Obj object) {
            return object;
        }
        throw new RefusedException("the document is not an object; an OpenAPI or Swagger description is one");
    }

    private static Json parse(byte[] text) throws RefusedException {
        if (!startsLikeJson(text)) {
            checkLines(text);
            return YamlReader.read(new String(text, StandardCharsets.UTF_8), JsonLimits.DOCUMENT);
        }
        try {
            return JsonReader.read(text, JsonLimits.DOCUMENT);
        } catch (JsonSyntaxException e) {
            throw new RefusedException(position(text, e.offset()) + ": " + e.getMessage());
        }
    }

    private static byte[] withoutByteOrderMark(byte[] document) {
        boolean marked = document.length >= 3
                && (document[0] & 0xff) == 0xef
                && (document[1] & 0xff) == 0xbb
                && (document[2] & 0xff) == 0xbf;
        return marked ? Arrays.copyOfRange(document, 3, document.length) : document;
    }

    private static boolean startsLikeJson(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{';
            }
        }
        return false;
    }

    private static void checkEncoding(byte[] text) throws RefusedException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(text);
        var out = CharBuffer.allocate(8192);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new RefusedException(position(text, in.position()) + ": the text is not valid UTF-8");
        }
    }

    /** The YAML scanner takes quadratic time over text without a break. */
    private static void checkLines(byte[] text) throws RefusedException {
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                start = i + 1;
            } else if (i - start >= MAX_YAML_LINE) {
                throw new RefusedException(position(text, start) + ": the line is longer than " + MAX_YAML_LINE
                        + " bytes, which YAML may not be here; JSON may");
            }
        }
    }

    private static String position(byte[] text, int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset && i < text.length; i++) {
            if (text[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return "line " + line + ", column " + (offset - start + 1);
    }
}

package dev.airlock.upstream.http;

import dev.airlock.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A file as an agent gives it: {@code {filename, contentType, base64}}, or {@code text} instead of {@code base64}. */
record FileArgument(@Nullable String filename, @Nullable String contentType, byte[] bytes) {
    private static final int MAX_NAME = 255;
    private static final String ANYTHING = "application/octet-stream";

    /** Reads the argument; null, and the reason noted in the draft, where it is no file that can be sent. */
    static @Nullable FileArgument read(String argument, Json value, Draft draft) {
        if (!(value instanceof Json.Obj file)) {
            draft.refuse(
                    argument,
                    "must be a file: an object with \"base64\" or \"text\", and perhaps a \"filename\" and a \"contentType\"");
            return null;
        }
        String filename = file.text("filename");
        if (filename != null && !isPlain(filename)) {
            draft.refuse(
                    argument + ".filename",
                    "must be a plain name of at most " + MAX_NAME
                            + " characters, without slashes, backslashes or control characters");
            return null;
        }
        String contentType = file.text("contentType");
        if (contentType != null && (contentType.contains("*") || !EncodedBodyWriter.isMediaType(contentType))) {
            draft.refuse(argument + ".contentType", "must be a media type such as image/png");
            return null;
        }
        byte[] bytes = bytes(argument, file, draft);
        return bytes == null ? null : new FileArgument(filename, contentType, bytes);
    }

    private static byte @Nullable [] bytes(String argument, Json.Obj file, Draft draft) {
        String base64 = file.text("base64");
        String text = file.text("text");
        if ((base64 == null) == (text == null)) {
            draft.refuse(argument, "must have its content either in \"base64\" or in \"text\"");
            return null;
        }
        try {
            return base64 == null
                    ? String.valueOf(text).getBytes(StandardCharsets.UTF_8)
                    : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            draft.refuse(argument + ".base64", "must be base64 (RFC 4648, section 4) without line breaks");
            return null;
        }
    }

    private static boolean isPlain(String name) {
        return !name.isBlank()
                && name.length() <= MAX_NAME
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    /** The media type to send: what is declared, and the agent's own only where that leaves it open. */
    String mediaType(@Nullable String declared) {
        if (declared == null) {
            return contentType == null ? ANYTHING : contentType;
        }
        if (!declared.endsWith("/*")) {
            return declared;
        }
        String range = declared.substring(0, declared.length() - 1);
        boolean within = contentType != null && (range.equals("*/") || contentType.startsWith(range));
        return within ? String.valueOf(contentType) : ANYTHING;
    }
}

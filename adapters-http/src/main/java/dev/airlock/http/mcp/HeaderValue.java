package dev.airlock.http.mcp;

import dev.airlock.http.web.Ascii;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The values of MCP's request headers: plain ASCII, or {@code =?base64?…?=} around UTF-8. */
final class HeaderValue {
    private static final String PREFIX = "=?base64?";
    private static final String SUFFIX = "?=";

    private HeaderValue() {}

    /** Returns the text that a header carries, or null where it carries none that is well-formed. */
    static @Nullable String decode(String raw) {
        String value = raw.strip();
        if (!Ascii.consistsOf(value, c -> c >= 0x20 && c < 0x7f)) {
            return null;
        }
        boolean wrapped = value.length() >= PREFIX.length() + SUFFIX.length()
                && value.startsWith(PREFIX)
                && value.endsWith(SUFFIX);
        return wrapped ? unwrap(value.substring(PREFIX.length(), value.length() - SUFFIX.length())) : value;
    }

    private static @Nullable String unwrap(String base64) {
        if (base64.length() % 4 != 0) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}

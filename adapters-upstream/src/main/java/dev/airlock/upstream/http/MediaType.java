package dev.airlock.upstream.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a body is.
 *
 * @param name type and subtype in lower case; empty where the upstream did not say
 * @param charset the charset of text
 */
record MediaType(String name, Charset charset) {
    private static final Pattern FORM =
            Pattern.compile("\\s*([A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,100})\\s*(;.*)?");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9_.:+-]{1,40})");
    private static final Pattern TEXTUAL = Pattern.compile(
            "text/.*|.*[/+]json|.*[/+]xml|.*json.*|.*[/+-](yaml|javascript|csv|graphql|x-www-form-urlencoded)");
    private static final MediaType UNKNOWN = new MediaType("", StandardCharsets.UTF_8);

    /** Reads a Content-Type header; what cannot be understood is unknown. */
    static MediaType of(@Nullable String header) {
        if (header != null && header.equals("application/json")) {
            return new MediaType(header, StandardCharsets.UTF_8);
        }
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        return matcher.matches()
                ? new MediaType(matcher.group(1).toLowerCase(Locale.ROOT), charset(matcher.group(2)))
                : UNKNOWN;
    }

    /** Returns type and subtype alone, in lower case. */
    static String base(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Charset charset(@Nullable String parameters) {
        Matcher matcher = CHARSET.matcher(parameters == null ? "" : parameters);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    boolean isJson() {
        return name.endsWith("/json") || name.endsWith("+json");
    }

    boolean isHtml() {
        return name.equals("text/html") || name.equals("application/xhtml+xml");
    }

    /** Returns whether the upstream did not say what it sent: not at all, or with the name for anything. */
    boolean isUntold() {
        return name.isEmpty() || name.equals("application/octet-stream");
    }

    boolean isImage() {
        return name.startsWith("image/") && !isTextual();
    }

    boolean isAudio() {
        return name.startsWith("audio/");
    }

    boolean isTextual() {
        return isJson() || TEXTUAL.matcher(name).matches();
    }
}

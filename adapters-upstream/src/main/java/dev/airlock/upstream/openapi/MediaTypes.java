package dev.airlock.upstream.openapi;

import java.util.List;
import java.util.regex.Pattern;

/** Media types of bodies, by what can be made of arguments. */
final class MediaTypes {
    /** The rank of what cannot be sent. */
    static final int UNUSABLE = 7;

    private static final int MAX_LENGTH = 200;
    private static final Pattern VALID = Pattern.compile(
            "[A-Za-z0-9!#$&^_.+*-]{1,100}/[A-Za-z0-9!#$&^_.+*-]{1,100}(\\s*;\\s*[A-Za-z0-9-]+=[A-Za-z0-9._\"-]+)*");
    private static final List<String> TEXTUAL =
            List.of("xml", "yaml", "graphql", "javascript", "sql", "csv", "ndjson", "jsonl");

    private MediaTypes() {}

    static String base(String mediaType) {
        return Words.lower(mediaType.split(";", 2)[0].strip());
    }

    static boolean isValid(String mediaType) {
        return mediaType.length() <= MAX_LENGTH && VALID.matcher(mediaType).matches();
    }

    static boolean isJson(String mediaType) {
        String base = base(mediaType);
        return base.equals("application/json") || base.endsWith("+json") || base.equals("text/json");
    }

    static boolean isForm(String mediaType) {
        return base(mediaType).equals("application/x-www-form-urlencoded");
    }

    static boolean isAny(String mediaType) {
        String base = base(mediaType);
        return base.equals("*/*") || base.equals("application/*");
    }

    static boolean isText(String mediaType) {
        String base = base(mediaType);
        return base.startsWith("text/") || TEXTUAL.stream().anyMatch(base::endsWith);
    }

    static boolean isMultipart(String mediaType) {
        return base(mediaType).equals("multipart/form-data");
    }

    /** Returns whether a body of this type is made of whatever bytes a file has. */
    static boolean isBinary(String mediaType) {
        return rank(mediaType) == 6;
    }

    /** Returns how well a body of this type can be made: 0 is best, {@link #UNUSABLE} not at all. */
    static int rank(String mediaType) {
        if (!isValid(mediaType)) {
            return UNUSABLE;
        }
        if (isJson(mediaType)) {
            return base(mediaType).equals("application/json") ? 0 : 1;
        }
        if (isForm(mediaType)) {
            return 2;
        }
        if (isAny(mediaType)) {
            return 3;
        }
        if (isMultipart(mediaType)) {
            return 4;
        }
        if (isText(mediaType)) {
            return 5;
        }
        return base(mediaType).startsWith("multipart/") ? UNUSABLE : 6;
    }
}

package dev.airlock.http.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forms as {@code application/x-www-form-urlencoded}. */
public final class UrlEncoded {
    private static final int MAX_FIELDS = 400;

    private UrlEncoded() {}

    /** Reads the fields and their values in the order in which they came; an {@link IllegalArgumentException} says that the encoding is broken. */
    public static Map<String, List<String>> read(byte[] encoded) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (String pair : new String(encoded, StandardCharsets.US_ASCII).split("&", MAX_FIELDS)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            fields.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

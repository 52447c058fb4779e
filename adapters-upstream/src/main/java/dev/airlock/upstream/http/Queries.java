package dev.airlock.upstream.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query of an address. */
final class Queries {
    private Queries() {}

    /** Returns names and values, decoded; the first of several values, and nothing of what is malformed. */
    static Map<String, String> of(String address) {
        var pairs = new LinkedHashMap<String, String>();
        int question = address.indexOf('?');
        int fragment = address.indexOf('#', Math.max(question, 0));
        if (question < 0) {
            return pairs;
        }
        String query = address.substring(question + 1, fragment < 0 ? address.length() : fragment);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 1 ? null : decoded(pair.substring(0, equals));
            String value = decoded(pair.substring(equals + 1));
            if (name != null && value != null) {
                pairs.putIfAbsent(name, value);
            }
        }
        return pairs;
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

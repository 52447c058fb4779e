package dev.airlock.bootstrap.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A path with variables, such as {@code /orders/{orderId}/refunds}. */
record PathTemplate(String text) {
    /**
     * The values of the variables if the path fits. It is taken apart before it is decoded, so an encoded slash stays within its
     * variable.
     */
    Optional<Map<String, String>> match(String rawPath) {
        var expected = text.split("/", -1);
        var actual = rawPath.split("/", -1);
        if (expected.length != actual.length) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                values.put(expected[i].substring(1, expected[i].length() - 1), Percent.decode(actual[i]));
            } else if (!expected[i].equals(actual[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}

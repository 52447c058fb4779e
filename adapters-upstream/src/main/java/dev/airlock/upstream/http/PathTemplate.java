package dev.airlock.upstream.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A path with places for values: fixed segments stay as they are, whatever the values. */
final class PathTemplate {
    private static final String KEPT_IN_PATHS = "/:@!$&'()*+,;=";

    private sealed interface Part {}

    private record Fixed(String text) implements Part {}

    private record Place(String name) implements Part {}

    private final List<Part> parts;

    private PathTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Reads a template such as {@code /orders/{id}}, empty for the base URL itself; what could not be sent safely is an {@link IllegalArgumentException}. */
    static PathTemplate of(String template) {
        String path = template.isEmpty() || template.startsWith("/") ? template : "/" + template;
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < path.length()) {
            int open = path.indexOf('{', at);
            int close = open < 0 ? -1 : path.indexOf('}', open);
            if (close < 0) {
                parts.add(new Fixed(literal(path.substring(at))));
                break;
            }
            if (open > at) {
                parts.add(new Fixed(literal(path.substring(at, open))));
            }
            parts.add(new Place(path.substring(open + 1, close)));
            at = close + 1;
        }
        if (path.startsWith("//")) {
            throw new IllegalArgumentException("the path \"" + path + "\" must start with one slash");
        }
        return new PathTemplate(parts);
    }

    /** The names of the places. */
    Set<String> places() {
        var names = new HashSet<String>();
        parts.forEach(part -> {
            if (part instanceof Place(String name)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Puts encoded values into their places. */
    String fill(Map<String, String> values) {
        var path = new StringBuilder(64);
        for (Part part : parts) {
            path.append(
                    switch (part) {
                        case Fixed(String text) -> text;
                        case Place(String name) -> values.get(name);
                    });
        }
        return path.toString();
    }

    /** Returns the text as it goes on the wire; steps upwards are an {@link IllegalArgumentException}. */
    static String literal(String text) {
        if (PathSteps.hasStep(Percent.decode(text))) {
            throw new IllegalArgumentException("the path \"" + text + "\" must not contain \".\" or \"..\" as a step");
        }
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean encoded = text.charAt(i) == '%' && Percent.hex(text, i + 1) >= 0;
            if (encoded) {
                out.append(text, i, i + 3);
                i += 2;
            } else {
                int next = text.offsetByCodePoints(i, 1);
                out.append(Percent.encode(text.substring(i, next), KEPT_IN_PATHS));
                i = next - 1;
            }
        }
        return out.toString();
    }
}

package dev.airlock.upstream.openapi;

import dev.airlock.upstream.openapi.Document.Located;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The definitions that one tool's schema refers to: each place of the document once, nearest first. */
final class Definitions {
    private static final int MAX_NAME = 64;
    private static final Set<String> GENERIC =
            Set.of("schema", "items", "allOf", "anyOf", "oneOf", "properties", "additionalProperties");

    private final Map<String, String> namesByPlace = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** A definition that is still to be written. */
    record Pending(String name, Located at, int depth) {}

    /** Returns the name of the definition at a place; the first to ask has it written at their depth. */
    String nameOf(Located target, int depth) {
        return namesByPlace.computeIfAbsent(target.place().toString(), place -> {
            String name = unused(base(target.place()));
            pending.addLast(new Pending(name, target, depth));
            return name;
        });
    }

    @Nullable
    Pending next() {
        return pending.pollFirst();
    }

    private String unused(String base) {
        String name = base;
        for (int i = 2; !names.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }

    private static String base(Place place) {
        Place at = place;
        while (at.parent() != null
                && (GENERIC.contains(at.token()) || at.token().matches("[0-9]+"))) {
            at = at.parent();
        }
        String name = at.token().replaceAll("[^A-Za-z0-9_.-]+", "_");
        return name.isEmpty() ? "Value" : name.substring(0, Math.min(name.length(), MAX_NAME));
    }
}

package dev.airlock.upstream.openapi;

import java.util.HashSet;
import java.util.Set;

/** Gives every argument of a tool a name of its own, in the characters that the models behind MCP clients accept. */
final class ArgumentNames {
    private static final int MAX_LENGTH = 64;
    private static final int ROOM_FOR_SUFFIX = 12;

    private final Set<String> taken = new HashSet<>();

    ArgumentNames() {}

    private ArgumentNames(ArgumentNames other) {
        taken.addAll(other.taken);
    }

    ArgumentNames copy() {
        return new ArgumentNames(this);
    }

    boolean isFree(String name) {
        return !taken.contains(name);
    }

    /** The names given so far. */
    Set<String> taken() {
        return Set.copyOf(taken);
    }

    /** Returns the wire name where it is free and fit, else one close to it; who comes later gives way, saying where it belongs. */
    String claim(String wireName, String place) {
        String fit = fit(wireName);
        String name = fit;
        for (int i = 1; !taken.add(name); i++) {
            name = fit.substring(0, Math.min(fit.length(), MAX_LENGTH - ROOM_FOR_SUFFIX)) + "_" + place
                    + (i == 1 ? "" : i);
        }
        return name;
    }

    private static String fit(String wireName) {
        String name = wireName.replace("<", "_lt").replace(">", "_gt").replaceAll("[^A-Za-z0-9_.-]+", "_");
        if (name.length() > 1 && name.endsWith("_") && !wireName.endsWith("_")) {
            name = name.substring(0, name.length() - 1);
        }
        return name.isEmpty() ? "_" : name.substring(0, Math.min(name.length(), MAX_LENGTH));
    }
}

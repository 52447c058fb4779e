package dev.airlock.upstream.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps values from stepping out of their place in a path, however they are dressed and however often a server undresses them. */
final class PathSteps {
    private static final int DECODINGS = 4;
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern DOTS = Pattern.compile("\\s*\\.{1,2}\\s*(;.*)?", Pattern.DOTALL);

    private PathSteps() {}

    /** Returns what is wrong with a value as a part of a path, or null. */
    static @Nullable String problem(String value) {
        if (value.isEmpty()) {
            return "must not be empty, because it is a part of the path";
        }
        String decoded = value;
        for (int i = 0; i < DECODINGS; i++) {
            if (decoded.chars().anyMatch(Character::isISOControl)) {
                return "must not contain control characters, because it is a part of the path";
            }
            if (hasStep(decoded)) {
                return "must not contain \".\" or \"..\" as a path step";
            }
            decoded = Percent.decode(decoded);
        }
        return null;
    }

    /** Returns whether a segment of the path is a step to here or upwards. */
    static boolean hasStep(String path) {
        return path.indexOf('.') >= 0
                && SEPARATOR
                        .splitAsStream(path)
                        .anyMatch(segment -> DOTS.matcher(segment).matches());
    }
}

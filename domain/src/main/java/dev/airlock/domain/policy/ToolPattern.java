package dev.airlock.domain.policy;

import dev.airlock.domain.tool.ToolName;
import java.util.regex.Pattern;

/** A tool's name, or a glob over names in which {@code *} stands for any run of characters: {@code delete*}. */
public record ToolPattern(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_*-]{1,64}");

    public ToolPattern {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is no tool pattern: use a tool's name, or a glob such as"
                            + " delete* of letters, digits, underscores, hyphens and asterisks");
        }
    }

    /** Returns whether the pattern covers the name. */
    public boolean matches(ToolName name) {
        return matches(value, 0, name.value(), 0);
    }

    private static boolean matches(String glob, int g, String name, int n) {
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                retry = n;
            } else if (g < glob.length() && glob.charAt(g) == name.charAt(n)) {
                g++;
                n++;
            } else if (star >= 0) {
                g = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }

    @Override
    public String toString() {
        return value;
    }
}

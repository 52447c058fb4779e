package dev.airlock.domain.tool;

import java.util.regex.Pattern;

/** A tool's name: 1 to 64 of {@code [A-Za-z0-9_-]}, the characters that every MCP client accepts. */
public record ToolName(String value) implements Comparable<ToolName> {
    /** The longest name. */
    public static final int MAX_LENGTH = 64;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** The tool of Airlock's own that tells what became of a call; no other tool has this name. */
    public static final ToolName CHECK_APPROVAL = new ToolName("check_approval");

    public ToolName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a tool name has 1 to 64 letters, digits, underscores and hyphens");
        }
    }

    /** Returns whether the text has the form of a tool name. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Returns whether the name is that of a tool of Airlock's own, in whatever case: no imported tool may be taken for it. */
    public static boolean isReserved(String text) {
        return text.equalsIgnoreCase(CHECK_APPROVAL.value);
    }

    @Override
    public int compareTo(ToolName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.airlock.domain.server;

import dev.airlock.domain.json.MemberPath;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What differs in a server's base URLs between accounts of the service, such as a subdomain (OpenAPI 3.1, section 4.8.6).
 *
 * @param description in words for those who are asked; empty where nothing is known
 * @param standard the value for those who say nothing; null where each connection has to have one
 * @param values what may be chosen among; empty for anything that fits
 * @param discovery how the service says the value; null where people say it
 */
public record ServerVariable(
        String name,
        String description,
        @Nullable String standard,
        List<String> values,
        @Nullable Discovery discovery) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final int MAX_VALUES = 100;
    private static final int MAX_DESCRIPTION = 500;

    /** How a service says which value is the one of an account. */
    public sealed interface Discovery {
        /** The answer of the token endpoint has it in this member. */
        record TokenMember(MemberPath member) implements Discovery {}

        /**
         * A tool's answer lists the values that there are; where there are several, the person chooses.
         *
         * @param label where the answer has a name for each, in the same order; null where the values speak for themselves
         */
        record Lookup(ToolReading reading, @Nullable MemberPath label) implements Discovery {}
    }

    /** What is not valid is an {@link IllegalArgumentException} that says what would be. */
    public ServerVariable {
        values = List.copyOf(values);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a variable's name has 1 to 60 letters, digits, dots, underscores and hyphens");
        }
        if (description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "the description of " + name + " has at most " + MAX_DESCRIPTION + " characters");
        }
        if (values.size() > MAX_VALUES || new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException(name + " has at most " + MAX_VALUES + " values, each once");
        }
        if (standard != null && !values.isEmpty() && !values.contains(standard)) {
            throw new IllegalArgumentException("the standard value of " + name + " is one of its values");
        }
    }

    /** A variable of which nothing but the name is known. */
    public ServerVariable(String name) {
        this(name, "", null, List.of(), null);
    }
}

package dev.airlock.http.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is chosen for the server's variables. */
record VariablesBody(@Nullable Map<String, String> variables) {
    Map<String, String> choices() {
        return read(Input.present("variables", variables));
    }

    static Map<String, String> read(@Nullable Map<String, String> variables) {
        if (variables == null) {
            return Map.of();
        }
        variables.forEach((name, value) -> Input.present("variables." + name, value));
        return Map.copyOf(variables);
    }
}

package dev.airlock.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gets secrets from where the configuration says: from itself, through the environment at best, or from a file of their own. */
public final class SecretText {
    private SecretText() {}

    /**
     * Returns the secret of a section, or says what is wrong with it.
     *
     * @param key what the secret is called there; its file is called {@code <key>File}
     * @param file holds the secret and nothing else
     */
    public static String of(String section, String key, @Nullable String text, @Nullable Path file) {
        try {
            String found = file == null ? text : Files.readString(file).strip();
            if (found == null || found.isEmpty()) {
                throw new ConfigurationProblem(section + ": give \"" + key + "File\" or \"" + key + "\"");
            }
            return found;
        } catch (IOException e) {
            throw new ConfigurationProblem(section + "." + key + "File: cannot read " + e.getMessage());
        }
    }
}

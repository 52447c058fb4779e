package dev.airlock.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gets passwords from where the configuration says. */
final class Passwords {
    private Passwords() {}

    /** Returns the password of a section, or says what is wrong with it. */
    static String of(String section, @Nullable String password, @Nullable Path file) {
        try {
            String found = file == null ? password : Files.readString(file).strip();
            if (found == null || found.isEmpty()) {
                throw new ConfigurationProblem(section + ": give \"passwordFile\" or \"password\"");
            }
            return found;
        } catch (IOException e) {
            throw new ConfigurationProblem(section + ".passwordFile: cannot read " + e.getMessage());
        }
    }
}

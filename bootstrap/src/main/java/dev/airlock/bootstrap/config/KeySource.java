package dev.airlock.bootstrap.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a master key comes from; exactly one of the three is given.
 *
 * @param masterKey 32 random bytes in base64, handed in through the environment
 * @param masterKeyFile a file that holds them, readable by Airlock's user alone
 * @param masterKeyCommand a program and its arguments, which prints them
 */
public record KeySource(
        @Nullable String masterKey,
        @Nullable Path masterKeyFile,
        @Nullable List<String> masterKeyCommand) {
    /** A file. */
    public static KeySource file(Path file) {
        return new KeySource(null, file, null);
    }

    @Override
    public String toString() {
        return "KeySource[hidden]";
    }
}

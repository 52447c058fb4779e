package dev.airlock.persistence.embedded;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How Airlock's own PostgreSQL is run.
 *
 * @param binaries where the server's programs are unpacked, shareable by several data directories of one user; empty for a
 *     folder of the data directory
 * @param users names of unprivileged users, the first usable one runs PostgreSQL when Airlock is root (PostgreSQL refuses
 *     to be root)
 * @param patience how long a start, crash recovery included, and each step of a stop may take
 * @param random source of the superuser's password
 */
public record EmbeddedSettings(Optional<Path> binaries, List<String> users, Duration patience, SecureRandom random) {
    public EmbeddedSettings {
        users = List.copyOf(users);
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be more than nothing, such as PT60S, not " + patience);
        }
    }

    /** Binaries inside the data directory; user {@code airlock}, {@code postgres} or {@code nobody}; one minute. */
    public static EmbeddedSettings defaults(SecureRandom random) {
        return new EmbeddedSettings(
                Optional.empty(), List.of("airlock", "postgres", "nobody"), Duration.ofMinutes(1), random);
    }

    /** The same with the programs unpacked elsewhere. */
    public EmbeddedSettings withBinaries(Path directory) {
        return new EmbeddedSettings(Optional.of(directory), users, patience, random);
    }

    /** The same with other candidates for running PostgreSQL; none means a user namespace when Airlock is root. */
    public EmbeddedSettings withUsers(List<String> names) {
        return new EmbeddedSettings(binaries, names, patience, random);
    }
}

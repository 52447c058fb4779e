package dev.airlock.persistence.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's programs, unpacked once to a directory of their own.
 *
 * @param home the directory that holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path home) {
    static final int MAJOR = 18;
    static final String VERSION = "18.6";
    private static final String SEAL = "unpacked";
    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** The programs below that directory, unpacked if they are not there, or not whole. */
    static Binaries in(Path directory, Archive archive) throws IOException {
        synchronized (Binaries.class) {
            try (FileChannel lock = FileChannel.open(
                    directory.resolve("unpack.lock"), Set.of(CREATE, WRITE), PrivateFiles.as(PrivateFiles.FILE))) {
                lock.lock();
                Path home = directory.resolve(VERSION);
                if (!whole(home)) {
                    unpack(archive, home);
                }
                return new Binaries(home);
            }
        }
    }

    private static void unpack(Archive archive, Path home) throws IOException {
        LOG.info("Unpacking PostgreSQL {} to {} (only once)", VERSION, home);
        Path staging = home.resolveSibling(VERSION + ".unpacking");
        PrivateFiles.delete(staging);
        PrivateFiles.delete(home);
        PrivateFiles.directory(staging);
        archive.unpackTo(staging);
        PrivateFiles.write(staging.resolve(SEAL), contents(staging));
        Files.move(staging, home, ATOMIC_MOVE);
    }

    /** Sizes are compared because a power cut may leave renamed files empty, and syncing a thousand files is slow. */
    private static boolean whole(Path home) throws IOException {
        try {
            return PrivateFiles.read(home.resolve(SEAL)).equals(contents(home));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String contents(Path home) throws IOException {
        long files = 0;
        long bytes = 0;
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (Files.isRegularFile(path) && !path.endsWith(SEAL)) {
                    files++;
                    bytes += Files.size(path);
                }
            }
        }
        return "%s: %d files, %d bytes%n".formatted(VERSION, files, bytes);
    }
}

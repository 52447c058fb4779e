package dev.airlock.persistence.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One Airlock per data directory. The operating system lets go of the lock when its holder dies, however it dies. */
final class DirectoryLock implements AutoCloseable {
    /** The system's locks are per process and end when any handle on the file is closed: a second try must not open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path owner = directory.resolve("lock.pid");
        if (!HELD_HERE.add(directory)) {
            throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    directory.resolve("lock"),
                    Set.of(CREATE, WRITE, LinkOption.NOFOLLOW_LINKS),
                    PrivateFiles.as(PrivateFiles.FILE));
            if (channel.tryLock() == null) {
                throw inUse(directory, Files.exists(owner) ? PrivateFiles.read(owner) : "unknown");
            }
            PrivateFiles.write(owner, Long.toString(ProcessHandle.current().pid()));
            return new DirectoryLock(directory, channel);
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(directory);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static EmbeddedPostgresException inUse(Path directory, String pid) {
        return new EmbeddedPostgresException(
                "%s is in use by another Airlock (process %s). Stop that one first, or choose another data directory."
                        .formatted(directory, pid));
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}

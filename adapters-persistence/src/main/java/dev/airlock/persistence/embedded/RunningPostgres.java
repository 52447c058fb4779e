package dev.airlock.persistence.embedded;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The PostgreSQL that another Airlock runs on a data directory, for commands that look into it meanwhile. */
public final class RunningPostgres {
    private final int port;
    private final char[] password;

    private RunningPostgres(int port, char[] password) {
        this.port = port;
        this.password = password;
    }

    /** Finds it; empty where no other process runs one on that directory. */
    public static Optional<RunningPostgres> find(Path dataDirectory) {
        Path lock = dataDirectory.resolve("lock");
        if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(lock, WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock mine = channel.tryLock()) {
            return mine == null ? Optional.of(reach(dataDirectory)) : Optional.empty();
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "The files in %s cannot be read: %s".formatted(dataDirectory, e.getMessage()), e);
        }
    }

    private static RunningPostgres reach(Path dataDirectory) throws IOException {
        String port = PrivateFiles.read(dataDirectory.resolve("port")).strip();
        return new RunningPostgres(
                Integer.parseInt(port), new Cluster(dataDirectory).password().read());
    }

    /** As {@link EmbeddedPostgres#jdbcUrl}. */
    public String jdbcUrl(String database) {
        return EmbeddedPostgres.jdbcUrl(port, database);
    }

    /** The superuser's password. */
    public char[] password() {
        return password.clone();
    }
}

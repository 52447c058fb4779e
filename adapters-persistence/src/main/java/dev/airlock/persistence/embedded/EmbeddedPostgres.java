package dev.airlock.persistence.embedded;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A PostgreSQL server of Airlock's own: real, durable, on loopback only, with a password for everybody, its files closed to all
 * other users. It lives until {@link #close()}; one that a killed Airlock left behind is ended by the next start.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final DirectoryLock lock;
    private final Postmaster postmaster;
    private final int port;
    private final char[] password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(DirectoryLock lock, Postmaster postmaster, int port, char[] password) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts PostgreSQL on that directory and returns once it takes connections. The first start unpacks the programs and
     * creates an empty database; every start repairs what a crash left.
     *
     * @param dataDirectory a directory for PostgreSQL alone; made, owned and closed to other users as needed
     * @throws EmbeddedPostgresException if it cannot run; the message says what to do
     */
    public static EmbeddedPostgres start(Path dataDirectory, EmbeddedSettings settings) {
        try {
            Path directory = PrivateFiles.directory(dataDirectory);
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                return launch(directory, lock, settings);
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL's files in %s cannot be used: %s. Make the directory writable for this user, free some space, or choose another data directory."
                            .formatted(dataDirectory, reason(e)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while PostgreSQL was starting", e);
        }
    }

    private static EmbeddedPostgres launch(Path directory, DirectoryLock lock, EmbeddedSettings settings)
            throws IOException, InterruptedException {
        Cluster cluster = new Cluster(directory);
        cluster.check();
        cluster.endOrphans(settings.patience());
        Path programs = PrivateFiles.directory(settings.binaries().orElse(directory.resolve("postgresql")));
        RunAs runAs = RunAs.choose(
                programs.startsWith(directory) ? List.of(directory) : List.of(directory, programs), settings.users());
        runAs.own(directory);
        Binaries binaries = Binaries.in(programs, Archive.forThisMachine(system("os.name"), system("os.arch")));
        runAs.own(programs);
        runAs.own(binaries.home());
        cluster.create(binaries, runAs, settings.random(), Cluster.LOCALES);
        return serve(cluster, binaries, runAs, lock, settings);
    }

    private static EmbeddedPostgres serve(
            Cluster cluster, Binaries binaries, RunAs runAs, DirectoryLock lock, EmbeddedSettings settings)
            throws IOException, InterruptedException {
        String lastWords = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = Port.choose(cluster.directory().resolve("port"));
            new Configuration(cluster.path(), runAs).write(port, cluster.name());
            Postmaster postmaster = Postmaster.start(cluster, binaries, runAs, settings.patience());
            if (postmaster.becomesReady()) {
                return new EmbeddedPostgres(
                        lock, postmaster, port, cluster.password().read());
            }
            lastWords = postmaster.lastWords();
            if (Port.isFree(port)) {
                break;
            }
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL (as %s) did not take connections within %s. Its log is in %s. It said:%n%s"
                        .formatted(runAs.name(), settings.patience(), cluster.log(), lastWords));
    }

    private static String system(String property) {
        return System.getProperty(property, "an unknown system");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            default -> e.toString();
        };
    }

    /** For the superuser or any role created since; the driver sends a password to nobody who does not prove to know it. */
    public String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://%s:%d/%s?requireAuth=scram-sha-256&sslmode=disable"
                .formatted(Port.LOOPBACK.getHostAddress(), port, URLEncoder.encode(database, StandardCharsets.UTF_8));
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The role that may do anything: for making databases and roles, not for serving calls. */
    public String superuser() {
        return Cluster.SUPERUSER;
    }

    /** The superuser's password, a copy that the caller may wipe. */
    public char[] password() {
        return password.clone();
    }

    /** The process id of the server. */
    public long pid() {
        return postmaster.process().pid();
    }

    /** Tells the listener, once, if the server ends although nobody closed it; at once if it already has. */
    public void onUnexpectedExit(Consumer<String> listener) {
        var _ = postmaster.process().onExit().thenAccept(process -> {
            if (!closed.get()) {
                listener.accept(
                        "PostgreSQL (process %d) ended by itself with exit code %d; a restart of Airlock repairs its data"
                                .formatted(process.pid(), process.exitValue()));
            }
        });
    }

    /** Stops the server: open transactions are rolled back, everything is on disk when this returns. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (lock) {
            postmaster.stop();
        } catch (IOException e) {
            throw new EmbeddedPostgresException("PostgreSQL's data directory could not be released: " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException(
                    "Interrupted while PostgreSQL was stopping; the next start repairs its data", e);
        }
    }
}

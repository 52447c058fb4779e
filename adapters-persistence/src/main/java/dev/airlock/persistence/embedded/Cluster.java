package dev.airlock.persistence.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases on disk.
 *
 * @param directory the data directory that holds them and what belongs to them
 */
record Cluster(Path directory) {
    static final String SUPERUSER = "postgres";
    static final List<String> LOCALES = List.of("C.UTF-8", "C");
    private static final String CREATING = "cluster.creating-";
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    Path path() {
        return directory.resolve("cluster");
    }

    Path log() {
        return directory.resolve("log");
    }

    Password password() {
        return new Password(directory.resolve("password"));
    }

    /** Unique on this machine, also among containers that see the same path: PostgreSQL's processes carry it in their titles. */
    String name() throws IOException {
        return "airlock-" + Files.getAttribute(path(), "unix:dev") + "-" + Files.getAttribute(path(), "unix:ino");
    }

    /** Refuses data that these programs cannot read. */
    void check() throws IOException {
        if (!Files.exists(path())) {
            return;
        }
        String version = version();
        if (!version.equals(Integer.toString(Binaries.MAJOR))) {
            throw new EmbeddedPostgresException(
                    ("The data in %s was written by PostgreSQL %s, this Airlock carries %d. Start the Airlock version that wrote it, "
                                    + "save it with pg_dumpall and load that into a new data directory; or choose another data directory.")
                            .formatted(directory, version, Binaries.MAJOR));
        }
        if (!password().exists()) {
            throw new EmbeddedPostgresException(
                    "%s is missing, and the data beside it cannot be opened without it. Restore that file from a backup, or choose another data directory."
                            .formatted(password().file()));
        }
    }

    private String version() throws IOException {
        try {
            return PrivateFiles.read(path().resolve("PG_VERSION")).strip();
        } catch (NoSuchFileException e) {
            return "(unknown: no file PG_VERSION)";
        }
    }

    /** Ends what a killed Airlock or postmaster left running on this data. */
    void endOrphans(Duration patience) throws IOException, InterruptedException {
        if (Files.exists(path())) {
            new Orphans(path(), name()).end(patience);
        }
    }

    /** Waits until the last helper process has followed its postmaster. */
    void awaitStragglers() throws IOException, InterruptedException {
        Orphans stragglers = new Orphans(path(), name());
        Await.until(() -> stragglers.find().isEmpty(), STRAGGLERS);
    }

    /** Makes an empty one if there is none. Made beside and renamed, so that an interrupted attempt is never taken for data. */
    void create(Binaries binaries, RunAs runAs, SecureRandom random, List<String> locales)
            throws IOException, InterruptedException {
        if (Files.exists(path())) {
            return;
        }
        LOG.info("Creating an empty database in {}", path());
        if (!password().exists()) {
            password().create(random);
        }
        runAs.own(password().file());
        deleteLeftovers();
        Path staging = initialize(binaries, runAs, locales);
        Configuration.includeIn(staging, runAs);
        runAs.own(PrivateFiles.directory(log()));
        Files.move(staging, path(), ATOMIC_MOVE);
        PrivateFiles.sync(directory);
    }

    /**
     * Removes what an interrupted attempt left. Its initdb may not have noticed yet and still write, or clean up by name: hence
     * the patience, and a new name for every attempt.
     */
    private void deleteLeftovers() throws IOException, InterruptedException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, CREATING + "*")) {
            for (Path leftover : leftovers) {
                Await.until(() -> isDeleted(leftover), STRAGGLERS);
            }
        }
    }

    private static boolean isDeleted(Path leftover) {
        try {
            PrivateFiles.delete(leftover);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path initialize(Binaries binaries, RunAs runAs, List<String> locales)
            throws IOException, InterruptedException {
        String complaint = "";
        for (String locale : locales) {
            Path staging = Files.createTempDirectory(directory, CREATING, PrivateFiles.as(PrivateFiles.DIRECTORY));
            runAs.own(staging);
            Command initdb = Command.run(directory, LIMIT, initdb(staging, binaries, runAs, locale));
            if (initdb.succeeded()) {
                return staging;
            }
            PrivateFiles.delete(staging);
            complaint = initdb.output();
        }
        throw new EmbeddedPostgresException(
                ("PostgreSQL (as %s) could not create its database in %s. Check that there is free space and that the file system "
                                + "lets programs run (no noexec). It said:%n%s")
                        .formatted(runAs.name(), directory, complaint));
    }

    /** Sorting and character classes come from PostgreSQL itself: an upgrade of the system's library cannot break indexes. */
    private List<String> initdb(Path staging, Binaries binaries, RunAs runAs, String locale) {
        return runAs.command(
                binaries.program("initdb"),
                "--pgdata=" + staging,
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + password().file(),
                "--encoding=UTF8",
                "--locale=" + locale,
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
    }
}

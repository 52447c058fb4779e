package dev.airlock.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only root can try: each way of not being root. */
class RootIT {
    private static final EmbeddedSettings SETTINGS = EmbeddedSettings.defaults(new SecureRandom());

    /** Below a directory that everybody may enter, unlike JUnit's own. */
    private Path open;

    @BeforeEach
    void onlyRoot() throws IOException {
        assumeTrue(new UnixSystem().getUid() == 0, "runs as root only");
        open = Files.createTempDirectory("airlock");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void cleanUp() throws IOException {
        if (open != null) {
            PrivateFiles.delete(open);
        }
    }

    @Test
    void root_gives_the_server_and_its_files_to_an_unprivileged_user_who_can_reach_them() throws Exception {
        Path data = open.resolve("data");
        var settings = SETTINGS.withUsers(List.of("no-such-user", "nobody"));
        try (var postgres = EmbeddedPostgres.start(data, settings)) {
            assertThat(Rows.add(postgres)).isEqualTo(1);
            int nobody = RunAs.owner(data);
            assertThat(nobody).isNotZero();
            assertThat(RunAs.owner(Path.of("/proc", Long.toString(postgres.pid()))))
                    .isEqualTo(nobody);
            Signal.KILL.send(postgres.pid());
        }
        try (var postgres = EmbeddedPostgres.start(data, settings)) {
            assertThat(Rows.add(postgres)).isEqualTo(2);
        }
        try (Stream<Path> cluster = Files.walk(data.resolve("cluster"))) {
            assertThat(cluster).allSatisfy(file -> assertThat(RunAs.owner(file)).isNotZero());
        }
    }

    @Test
    void root_without_a_user_who_reaches_the_files_runs_the_server_in_a_user_namespace() throws Exception {
        Path data = PrivateFiles.directory(open.resolve("closed")).resolve("data");
        var settings = SETTINGS.withBinaries(open.resolve("closed").resolve("programs"));
        try (var postgres = EmbeddedPostgres.start(data, settings)) {
            assertThat(Rows.add(postgres)).isEqualTo(1);
            assertThat(RunAs.owner(data.resolve("cluster"))).isZero();
        }
        Files.setPosixFilePermissions(open.resolve("closed"), PosixFilePermissions.fromString("rwxr-xr-x"));
        var reachable = settings.withUsers(List.of("nobody"));
        try (var postgres = EmbeddedPostgres.start(data, reachable)) {
            assertThat(Rows.add(postgres))
                    .as("the files change hands with the way of running")
                    .isEqualTo(2);
            assertThat(RunAs.owner(data.resolve("cluster"))).isNotZero();
        }
    }

    @Test
    void a_normal_user_needs_nothing_special_and_recovers_from_a_kill() throws Exception {
        Path data = open.resolve("data");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path programs = open.resolve("programs");
        List<String> asNobody = RunAs.choose(List.of(data), List.of("nobody")).prefix();
        String classPath = classPathForEverybody();
        try (var child = ChildAirlock.start(asNobody, classPath, data, programs)) {
            assertThat(child.ready().rows()).isEqualTo(1);
            child.kill();
        }
        try (var child = ChildAirlock.start(asNobody, classPath, data, programs)) {
            assertThat(child.ready().rows()).isEqualTo(2);
            assertThat(child.end()).isZero();
        }
        assertThat(RunAs.owner(data.resolve("cluster"))).isNotZero();
    }

    @Test
    void root_whom_no_way_leads_to_the_files_is_told_the_ways_out() throws Exception {
        Path closed = PrivateFiles.directory(open.resolve("closed"));
        new RunAs("somebody", List.of("setpriv"), 4711, 4711).own(closed);
        assertThatThrownBy(() -> EmbeddedPostgres.start(closed.resolve("data"), SETTINGS))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("refuses to run as root")
                .hasMessageContaining("/var/lib")
                .hasMessageContaining("util-linux")
                .hasMessageContaining("database.url");
    }

    @Test
    void files_of_another_user_are_refused_with_what_to_do() {
        var stranger = new RunAs("its own user", List.of(), 4711, 4711);
        assertThatThrownBy(() -> stranger.own(open))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("belongs to user id 0, Airlock runs as 4711");
    }

    /** The build's own class path may lie where only root can read. */
    private String classPathForEverybody() throws IOException {
        Path copies = Files.createDirectory(open.resolve("classes"));
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path original = Path.of(entry);
            if (Files.exists(original)) {
                Path copy = copies.resolve(entries.size() + "-" + original.getFileName());
                copy(original, copy);
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copy(Path original, Path copy) throws IOException {
        Files.walkFileTree(original, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(copy.resolve(original.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, original.equals(file) ? copy : copy.resolve(original.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

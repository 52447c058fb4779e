package dev.airlock.persistence.embedded;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who PostgreSQL runs as, since it refuses to be root: Airlock's own user, or, when that is root, an unprivileged user, or root
 * stripped of its powers in a user namespace where no such user can reach the files.
 *
 * @param prefix what stands before a command; it replaces itself by the command, so that the process id stays
 * @param uid owner of PostgreSQL's files
 * @param gid group of PostgreSQL's files
 */
record RunAs(String name, List<String> prefix, int uid, int gid) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Path ROOT = Path.of("/");

    /** Picks the least powerful user that can reach these directories. */
    static RunAs choose(List<Path> directories, List<String> users) throws InterruptedException {
        UnixSystem self = new UnixSystem();
        if (self.getUid() != 0) {
            return new RunAs(self.getUsername(), List.of(), (int) self.getUid(), (int) self.getGid());
        }
        for (String user : users) {
            Optional<RunAs> unprivileged = user(user);
            if (unprivileged.isPresent() && unprivileged.get().reaches(directories)) {
                return unprivileged.get();
            }
        }
        RunAs namespace = new RunAs("root in a user namespace", List.of("unshare", "--user"), 0, 0);
        if (namespace.reaches(directories)) {
            return namespace;
        }
        throw nobodyReaches(directories, users);
    }

    private static Optional<RunAs> user(String name) throws InterruptedException {
        Command uid = Command.run(ROOT, LIMIT, List.of("id", "-u", name));
        Command gid = Command.run(ROOT, LIMIT, List.of("id", "-g", name));
        if (!uid.succeeded() || !gid.succeeded()) {
            return Optional.empty();
        }
        List<String> prefix = List.of(
                "setpriv",
                "--reuid=" + uid.output(),
                "--regid=" + gid.output(),
                "--clear-groups",
                "--no-new-privs",
                "--");
        return Optional.of(
                new RunAs("user " + name, prefix, Integer.parseInt(uid.output()), Integer.parseInt(gid.output())));
    }

    /** Tried out rather than worked out: it also tells whether the switch itself is allowed on this machine. */
    private boolean reaches(List<Path> directories) throws InterruptedException {
        for (Path directory : directories) {
            Path parent = Optional.ofNullable(directory.getParent()).orElse(directory);
            if (!Command.run(ROOT, LIMIT, command("test", "-x", parent.toString()))
                    .succeeded()) {
                return false;
            }
        }
        return true;
    }

    private static EmbeddedPostgresException nobodyReaches(List<Path> directories, List<String> users) {
        return new EmbeddedPostgresException(
                ("PostgreSQL refuses to run as root, and no other way works here: neither one of the users %s "
                                + "nor root in a user namespace (unshare --user) can reach %s. Do one of these: "
                                + "run Airlock as a normal user; choose a data directory whose parent directories others may enter, "
                                + "such as below /var/lib; install util-linux if setpriv or unshare is missing; allow user namespaces "
                                + "(sysctl user.max_user_namespaces=10000); or set database.url to a PostgreSQL of your own.")
                        .formatted(users, directories));
    }

    List<String> command(String program, String... arguments) {
        List<String> line = new ArrayList<>(prefix);
        line.add(program);
        line.addAll(List.of(arguments));
        return line;
    }

    /** Hands the tree to PostgreSQL's user. The top goes last, so that an interrupted change is seen and done again. */
    void own(Path tree) throws IOException {
        int owner = owner(tree);
        if (owner == uid) {
            return;
        }
        if (!prefix.isEmpty() || uid == 0) {
            Files.walkFileTree(tree, new Hand());
            return;
        }
        throw new EmbeddedPostgresException(
                "%s belongs to user id %d, Airlock runs as %d. Start Airlock as that user, change the owner (chown -R), or choose another data directory."
                        .formatted(tree, owner, uid));
    }

    static int owner(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", NOFOLLOW_LINKS);
    }

    private final class Hand extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            return hand(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return hand(directory);
        }

        private FileVisitResult hand(Path path) throws IOException {
            Files.setAttribute(path, "unix:gid", gid, NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
        }
    }
}

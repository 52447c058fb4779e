package dev.airlock.persistence.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The packed PostgreSQL that Airlock carries for this kind of machine.
 *
 * @param resource its name on the class path
 */
record Archive(String resource) {
    private static final int EXECUTABLE = 0100;

    /** The one for this machine. Only Linux: the launcher reads {@code /proc}. */
    static Archive forThisMachine(String system, String processor) {
        Optional<String> resource =
                system.toLowerCase(Locale.ROOT).equals("linux") ? linux(processor) : Optional.empty();
        return resource.filter(name -> Archive.class.getResource(name) != null)
                .map(Archive::new)
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "This Airlock carries no PostgreSQL for %s on %s. Set database.url to a PostgreSQL of your own."
                                .formatted(system, processor)));
    }

    private static Optional<String> linux(String processor) {
        return switch (processor) {
            case "amd64", "x86_64" -> Optional.of("/postgres-linux-x86_64.txz");
            case "aarch64" -> Optional.of("/postgres-linux-arm_64.txz");
            default -> Optional.empty();
        };
    }

    void unpackTo(Path directory) throws IOException {
        InputStream packed = Archive.class.getResourceAsStream(resource);
        if (packed == null) {
            throw new IOException(resource + " is not on the class path");
        }
        try (packed;
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, directory);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory) throws IOException {
        Path target = inside(directory, directory.resolve(entry.getName()));
        Files.createDirectories(
                entry.isDirectory() ? target : target.resolveSibling(""), PrivateFiles.as(PrivateFiles.DIRECTORY));
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isSymbolicLink()) {
            inside(directory, target.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            boolean program = (entry.getMode() & EXECUTABLE) != 0;
            Files.createFile(target, PrivateFiles.as(program ? PrivateFiles.PROGRAM : PrivateFiles.FILE));
            try (var out = Files.newOutputStream(target)) {
                tar.transferTo(out);
            }
        }
    }

    private static Path inside(Path directory, Path target) throws IOException {
        Path normal = target.normalize();
        if (!normal.startsWith(directory)) {
            throw new IOException("the archive wants to write outside of its directory: " + target);
        }
        return normal;
    }
}

package dev.airlock.persistence.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The superuser's password, kept in a file that only PostgreSQL's user can read.
 *
 * @param file where it is kept
 */
record Password(Path file) {
    private static final int BYTES = 32;

    boolean exists() {
        return Files.exists(file);
    }

    void create(SecureRandom random) throws IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        PrivateFiles.write(file, HexFormat.of().formatHex(bytes));
    }

    char[] read() throws IOException {
        return PrivateFiles.read(file).strip().toCharArray();
    }
}

package dev.airlock.persistence.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The change sets that come with this version, and a fingerprint that tells them from any other version's. */
final class Changelog {
    static final String PATH = "dev/airlock/persistence/migrations/changelog.yaml";
    private static final String FOLDER = PATH.substring(0, PATH.lastIndexOf('/') + 1);
    private static final Pattern INCLUDED = Pattern.compile("file: ([\\w.-]+)");

    private Changelog() {}

    /** SHA-256 over every file and the name of the role that the grants are for. */
    static String fingerprint(String serviceRole) {
        MessageDigest digest = sha256();
        digest.update(serviceRole.getBytes(StandardCharsets.UTF_8));
        files().forEach(file -> digest.update(read(file)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The paths of the master and of what it includes, in order. */
    static List<String> files() {
        String master = new String(read(PATH), StandardCharsets.UTF_8);
        Stream<String> included = INCLUDED.matcher(master).results().map(found -> FOLDER + found.group(1));
        return Stream.concat(Stream.of(PATH), included).toList();
    }

    private static byte[] read(String path) {
        try (InputStream in = Changelog.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the changelog names a file that is not there: " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

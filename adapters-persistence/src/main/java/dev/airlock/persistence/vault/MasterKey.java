package dev.airlock.persistence.vault;

import dev.airlock.domain.digest.Hmac;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operator's key, which wraps the data keys of all organizations: 32 random bytes, kept outside the database. It never prints itself. */
public final class MasterKey {
    private static final String ADVICE = "make one with: openssl rand -base64 32";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** 32 random bytes hold fewer different values than this once in more than 10^12 keys. */
    private static final int LEAST_DIFFERENT_BYTES = 20;

    private final SealingKey wrapping;
    private final byte[] check;

    private MasterKey(byte[] key) {
        this.wrapping = new SealingKey(key);
        this.check = check(key);
    }

    /**
     * Reads a key from text.
     *
     * @param source where it stood, for messages: the name of a variable or a file
     * @param base64 the key; null where there is none
     */
    public static MasterKey of(String source, @Nullable String base64) throws UnusableKeyException {
        if (base64 == null || base64.isBlank()) {
            throw new UnusableKeyException(source + " holds no master key; " + ADVICE);
        }
        byte[] key = decode(source, base64.strip());
        if (key.length != SealingKey.BYTES) {
            throw new UnusableKeyException(source + " holds " + key.length + " bytes, and a master key has exactly "
                    + SealingKey.BYTES + "; " + ADVICE);
        }
        if (looksMadeUp(key)) {
            throw new UnusableKeyException(source + " holds a default or a made-up text, not a random key; " + ADVICE);
        }
        return new MasterKey(key);
    }

    /** Reads a key from a file that its owner alone may read. */
    public static MasterKey read(Path file) throws UnusableKeyException {
        try {
            if (isOpenToOthers(file)) {
                throw new UnusableKeyException(
                        file + " can be read by other users; make it yours alone with: chmod 600 " + file);
            }
            return of(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new UnusableKeyException(
                    "there is no master key at " + file + "; make one with: (umask 077; openssl rand -base64 32 > "
                            + file + ")",
                    e);
        } catch (IOException e) {
            throw new UnusableKeyException("the master key at " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads the key from the file, which is made first where it is missing: for a demo, never for production. */
    public static MasterKey readOrCreate(Path file, SecureRandom random) throws UnusableKeyException {
        if (!Files.exists(file)) {
            create(file, random);
        }
        return read(file);
    }

    SealingKey wrapping() {
        return wrapping;
    }

    /** Tells this key from others without giving it away. */
    byte[] check() {
        return check.clone();
    }

    @Override
    public String toString() {
        return "MasterKey[hidden]";
    }

    private static byte[] decode(String source, String base64) throws UnusableKeyException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnusableKeyException(source + " holds no base64 text; " + ADVICE);
        }
    }

    private static boolean looksMadeUp(byte[] key) {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        return text.chars().distinct().count() < LEAST_DIFFERENT_BYTES
                || text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream()
                        .anyMatch(right -> !right.name().startsWith("OWNER_"));
    }

    private static void create(Path file, SecureRandom random) throws UnusableKeyException {
        byte[] text = (Base64.getEncoder().encodeToString(SealingKey.random(random)) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap(text));
        } catch (IOException e) {
            throw new UnusableKeyException("no master key could be made at " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] check(byte[] key) {
        return Hmac.of(key, "airlock master key check 1".getBytes(StandardCharsets.US_ASCII));
    }
}

package dev.airlock.persistence.audit;

import dev.airlock.application.audit.Checkpoints;
import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints in a file of one line each, every line signed and tied to the one before it by its hash. The file belongs to one node. Copied
 * elsewhere now and then, it also witnesses against whoever controls this machine.
 */
public final class FileCheckpoints implements Checkpoints {
    private final Path file;
    private final SigningKey key;
    private long number;
    private String previous = CheckpointLine.GENESIS;
    private @Nullable Checkpoint last;

    private FileCheckpoints(Path file, SigningKey key) {
        this.file = file;
        this.key = key;
    }

    /**
     * Opens the file for reading and adding. Where a crash left half a line at its end, that is cut off: it was never durable.
     *
     * @param keyFile the key pair, made on first use with access for its owner only; the public key is put beside it as {@code .pub}
     * @throws IOException if one of the files cannot be used; the message says why
     */
    public static FileCheckpoints open(Path file, Path keyFile) throws IOException {
        var checkpoints = new FileCheckpoints(file, SigningKey.load(keyFile));
        if (Files.exists(file)) {
            checkpoints.cutHalfLine();
            checkpoints.findEnd();
        }
        return checkpoints;
    }

    @Override
    public synchronized void add(Instant at, List<ChainHead> heads) {
        var checkpoint = new Checkpoint(number + 1, at, heads);
        var line = new CheckpointLine(checkpoint, previous).signed(key);
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit checkpoint could not be written to " + file, e);
        }
        number++;
        previous = CheckpointLine.hash(line);
        last = checkpoint;
    }

    @Override
    public synchronized @Nullable Checkpoint last() {
        return last;
    }

    @Override
    public void read(Consumer<Stored> sink) {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            var reader = new Reader();
            lines.lines().map(reader::check).forEach(sink);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit checkpoints in " + file + " cannot be read", e);
        }
    }

    @Override
    public String keyFingerprint() {
        return key.fingerprint();
    }

    private void cutHalfLine() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            var last = ByteBuffer.allocate(1);
            while (end > 0 && channel.read(last.clear(), end - 1) == 1 && last.get(0) != '\n') {
                end--;
            }
            channel.truncate(end);
        }
    }

    private void findEnd() throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String end = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                previous = CheckpointLine.hash(line);
                end = line;
            }
            last = end == null ? null : signed(end);
        }
    }

    private @Nullable Checkpoint signed(String line) {
        try {
            return CheckpointLine.parse(line, key).checkpoint();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Checks line after line against the one before. */
    private final class Reader {
        private long line;
        private String before = CheckpointLine.GENESIS;

        Stored check(String text) {
            line++;
            String expected = before;
            before = CheckpointLine.hash(text);
            try {
                CheckpointLine read = CheckpointLine.parse(text, key);
                return read.previous().equals(expected)
                        ? new Stored.Sound(read.checkpoint())
                        : new Stored.Broken(
                                line, "it does not follow the line before it: lines were removed, added or exchanged");
            } catch (IllegalArgumentException e) {
                return new Stored.Broken(line, String.valueOf(e.getMessage()));
            }
        }
    }
}

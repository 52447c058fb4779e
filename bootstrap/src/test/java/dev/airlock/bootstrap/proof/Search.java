package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for secrets in everything that is kept, in each form in which they may hide, and counts what it looked through. */
final class Search {
    private static final int PIECE = 16 * 1024 * 1024;
    private static final int LONGEST = 1024;

    private final Map<String, String> forms = new LinkedHashMap<>();
    private final List<String> hits = new ArrayList<>();
    private long bytes;

    /** Adds a secret in all its forms. */
    Search secret(String name, String secret) {
        byte[] raw = secret.getBytes(UTF_8);
        forms.put(name, secret);
        forms.put(name + " reversed", new StringBuilder(secret).reverse().toString());
        forms.put(name + " in UTF-16", new String(secret.getBytes(UTF_16BE), ISO_8859_1).substring(1));
        forms.put(name + " in hex", HexFormat.of().formatHex(raw));
        forms.put(name + " in HEX", HexFormat.of().formatHex(raw).toUpperCase(Locale.ROOT));
        forms.put(name + " in a URL", URLEncoder.encode(secret, UTF_8));
        for (int offset = 0; offset < 3; offset++) {
            forms.put(name + " in base64 after " + offset, base64(raw, offset));
            forms.put(
                    name + " in base64url after " + offset,
                    base64(raw, offset).replace('+', '-').replace('/', '_'));
        }
        return this;
    }

    /** The part of a base64 text that is the same whatever stands around these bytes, after that many others. */
    private static String base64(byte[] raw, int offset) {
        byte[] shifted = new byte[raw.length + offset];
        System.arraycopy(raw, 0, shifted, offset, raw.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return text.substring(offset == 0 ? 0 : offset + 1, text.length() - 2);
    }

    /** Looks through a text. */
    Search text(String where, String text) {
        look(where, new String(text.getBytes(UTF_8), ISO_8859_1));
        return this;
    }

    /** Looks through a file, or every file below a directory. */
    Search files(Path root) {
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                file(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void file(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[Math.clamp(Files.size(file), 2 * LONGEST, PIECE)];
            int kept = 0;
            int read = in.readNBytes(piece, 0, piece.length);
            while (read > 0) {
                int end = kept + read;
                look(file.toString(), new String(piece, 0, end, ISO_8859_1));
                // A secret may begin in this piece and end in the next.
                bytes -= kept;
                kept = Math.min(end, LONGEST);
                System.arraycopy(piece, end - kept, piece, 0, kept);
                read = in.readNBytes(piece, kept, piece.length - kept);
            }
        } catch (NoSuchFileException gone) {
            // The database removes files while it works.
        }
    }

    private void look(String where, String text) {
        bytes += text.length();
        forms.forEach((name, form) -> {
            if (text.contains(form) && !hits.contains(name + " in " + where)) {
                hits.add(name + " in " + where);
            }
        });
    }

    List<String> hits() {
        return hits;
    }

    long bytes() {
        return bytes;
    }
}

package dev.airlock.bootstrap.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
    private final Map<String, String> forms = new LinkedHashMap<>();
    private final List<String> hits = new ArrayList<>();
    private long bytes;

    /** Adds a secret in all its forms. */
    Search secret(String name, String secret) {
        byte[] raw = secret.getBytes(UTF_8);
        forms.put(name, secret);
        forms.put(name + " reversed", new StringBuilder(secret).reverse().toString());
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
        try {
            look(file.toString(), Files.readString(file, ISO_8859_1));
        } catch (NoSuchFileException gone) {
            // The database removes files while it works.
        }
    }

    private void look(String where, String text) {
        bytes += text.length();
        forms.forEach((name, form) -> {
            if (text.contains(form)) {
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

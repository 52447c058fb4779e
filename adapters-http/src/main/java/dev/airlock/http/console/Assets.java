package dev.airlock.http.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that pages refer to, under paths that name their content, so that browsers may keep them for ever. */
final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "console.css", "text/css; charset=utf-8",
            "console.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final Map<String, Asset> byName;

    private Assets(Map<String, Asset> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** A file; its bytes are not to be changed. */
    record Asset(String hash, String type, byte[] content) {}

    static Assets load() {
        var assets = new LinkedHashMap<String, Asset>();
        TYPES.forEach((name, type) -> assets.put(name, load(name, type)));
        return new Assets(assets);
    }

    private static Asset load(String name, String type) {
        try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks its file " + name);
            }
            byte[] content = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return new Asset(HexFormat.of().formatHex(digest, 0, 8), type, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the path of a file that a page refers to. */
    String path(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no file " + name);
        }
        return "/assets/" + asset.hash() + "/" + name;
    }

    /** Returns the file, or null where there is none of that name and content. */
    @Nullable
    Asset find(String hash, String name) {
        Asset asset = byName.get(name);
        return asset != null && asset.hash().equals(hash) ? asset : null;
    }
}

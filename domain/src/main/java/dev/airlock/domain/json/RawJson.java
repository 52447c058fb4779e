package dev.airlock.domain.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A JSON object kept as its UTF-8 text, for documents that are mostly copied and seldom looked into, such as schemas. */
public final class RawJson {
    private final byte[] utf8;

    private RawJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Keeps the object's text. */
    public static RawJson of(Json.Obj value) {
        return new RawJson(JsonWriter.write(value));
    }

    /** Keeps text that was written by {@link #of} earlier; a reader of foreign text checks it first. */
    public static RawJson trusted(String text) {
        return new RawJson(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The UTF-8 text; not to be changed. */
    public byte[] utf8() {
        return utf8;
    }

    /** The text. */
    public String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** Parses the object anew. */
    public Json.Obj parse() {
        try {
            return (Json.Obj) JsonReader.read(utf8, JsonLimits.DOCUMENT);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("stored JSON is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson raw && Arrays.equals(utf8, raw.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return text();
    }
}

package dev.airlock.domain.tool;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over everything that makes a tool what it is, in hexadecimal: a changed tool has another one. */
public record ToolFingerprint(String value) {
    static ToolFingerprint over(Json.Obj definition) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JsonWriter.canonical(definition));
            return new ToolFingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

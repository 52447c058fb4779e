package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.Checkpoint;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.domain.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * A checkpoint as one line of JSON; its last member signs all the others.
 *
 * @param previous the hash of the line before
 */
record CheckpointLine(Checkpoint checkpoint, String previous) {
    /** What the first line names as the one before it. */
    static final String GENESIS = "0".repeat(64);

    private static final HexFormat HEX = HexFormat.of();
    private static final String SIGNATURE = "signature";

    /** SHA-256 of a line, in hexadecimal. */
    static String hash(String line) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HEX.formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String signed(SigningKey key) {
        String signature = Base64.getEncoder()
                .encodeToString(key.sign(JsonWriter.write(members().build())));
        return text(members().put(SIGNATURE, signature).build());
    }

    /** Reads a line; an {@link IllegalArgumentException} says what is wrong with it. */
    static CheckpointLine parse(String line, SigningKey key) {
        try {
            var members = (Json.Obj) JsonReader.read(line.getBytes(StandardCharsets.UTF_8));
            var read = new CheckpointLine(
                    new Checkpoint(
                            number(members, "number"),
                            Instant.parse(require(members, "at")),
                            members.items("heads").stream()
                                    .map(CheckpointLine::head)
                                    .toList()),
                    require(members, "previous"));
            byte[] signature = Base64.getDecoder().decode(require(members, SIGNATURE));
            if (!key.verifies(JsonWriter.write(read.members().build()), signature)) {
                throw new IllegalArgumentException(
                        "its signature is wrong: it was altered, or signed with another key");
            }
            return read;
        } catch (JsonSyntaxException | ClassCastException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("it is no checkpoint: " + e.getMessage(), e);
        }
    }

    private Json.ObjBuilder members() {
        List<Json> heads = checkpoint.heads().stream()
                .<Json>map(head -> Json.object()
                        .put("writer", head.writer().toString())
                        .put("sequence", head.sequence())
                        .put("hash", HEX.formatHex(head.hash()))
                        .build())
                .toList();
        return Json.object()
                .put("number", checkpoint.number())
                .put("at", checkpoint.at().toString())
                .put("previous", previous)
                .put("heads", new Json.Arr(heads));
    }

    private static ChainHead head(Json json) {
        var members = (Json.Obj) json;
        return new ChainHead(
                UUID.fromString(require(members, "writer")),
                number(members, "sequence"),
                HEX.parseHex(require(members, "hash")));
    }

    private static String require(Json.Obj members, String name) {
        String value = members.text(name);
        if (value == null) {
            throw new IllegalArgumentException("it lacks \"" + name + "\"");
        }
        return value;
    }

    private static long number(Json.Obj members, String name) {
        return members.get(name) instanceof Json.Num number ? number.decimal().longValueExact() : 0;
    }

    private static String text(Json.Obj line) {
        return new String(JsonWriter.write(line), StandardCharsets.UTF_8);
    }
}

package dev.airlock.domain.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An audit event in its place in a writer's hash chain.
 *
 * @param writer the chain
 * @param sequence the place in it, from 1 without gaps
 * @param previousHash the hash of the link before it; 32 zero bytes for the first
 * @param event the event; its time counts to the microsecond
 */
public record ChainLink(UUID writer, long sequence, byte[] previousHash, AuditEvent event) {
    /** Returns the previous hash of a chain's first link. */
    public static byte[] genesis() {
        return new byte[32];
    }

    /** SHA-256 over the previous hash and every field, each prefixed with its length. */
    public byte[] hash() {
        var out = new ByteArrayOutputStream(512);
        add(out, previousHash);
        add(out, writer.toString());
        add(out, Long.toString(sequence));
        add(out, event.organization().toString());
        add(out, event.subject().toString());
        add(out, event.phase().name());
        add(out, Long.toString(micros(event.at())));
        add(out, event.action());
        add(out, event.actor() == null ? null : event.actor().toString());
        add(out, event.client());
        add(out, event.address());
        add(out, event.server());
        add(out, event.tool());
        add(out, event.result().name());
        add(out, event.detail().utf8());
        try {
            return MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    private static void add(ByteArrayOutputStream out, @Nullable String field) {
        if (field == null) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(-1).array());
        } else {
            add(out, field.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(ByteArrayOutputStream out, byte[] field) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(field.length).array());
        out.writeBytes(field);
    }
}

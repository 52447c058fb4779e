package dev.airlock.domain.audit;

import dev.airlock.domain.digest.Fields;
import java.time.Instant;
import java.util.UUID;

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
        return new Fields()
                .add(previousHash)
                .add(writer.toString())
                .add(Long.toString(sequence))
                .add(event.organization().toString())
                .add(event.subject().toString())
                .add(event.phase().name())
                .add(Long.toString(micros(event.at())))
                .add(event.action())
                .add(event.actor() == null ? null : event.actor().toString())
                .add(event.client())
                .add(event.address())
                .add(event.server())
                .add(event.tool())
                .add(event.result().name())
                .add(event.detail().utf8())
                .sha256();
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }
}

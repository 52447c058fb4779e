package dev.airlock.application.audit;

import dev.airlock.application.audit.AuditChains.Stored;
import dev.airlock.application.audit.Verification.Finding;
import dev.airlock.domain.audit.ChainLink;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks one chain link by link, holding no more than the link before. */
final class ChainWalk implements Consumer<Stored> {
    private final UUID writer;
    private final Findings findings;
    private long records;
    private long sequence;

    /** The stored hash of the record before; null where that record was unreadable and the next one cannot be compared. */
    private byte @Nullable [] previous = ChainLink.genesis();

    ChainWalk(UUID writer, Findings findings) {
        this.writer = writer;
        this.findings = findings;
    }

    @Override
    public void accept(Stored stored) {
        records++;
        switch (stored) {
            case Stored.Link(ChainLink link, byte[] hash) -> {
                check(link, hash);
                sequence = link.sequence();
                previous = hash;
            }
            case Stored.Unreadable(long place, String problem) -> {
                wrong(place, null, "it cannot be read: " + problem);
                sequence = place;
                previous = null;
            }
        }
    }

    long records() {
        return records;
    }

    private void check(ChainLink link, byte[] hash) {
        UUID subject = link.event().subject();
        if (link.sequence() == sequence) {
            wrong(sequence, subject, "a second record has this sequence number");
        } else if (link.sequence() != sequence + 1) {
            wrong(sequence + 1, null, missing(link.sequence() - 1));
        } else if (previous != null && !Arrays.equals(previous, link.previousHash())) {
            wrong(
                    link.sequence(),
                    subject,
                    "it does not follow the record before it: one of the two was altered or put there");
        }
        if (!Arrays.equals(hash, link.hash())) {
            wrong(link.sequence(), subject, "its contents do not match its hash: it was altered");
        }
    }

    private String missing(long last) {
        return last == sequence + 1 ? "it is missing" : "it is missing, and so are all up to " + last;
    }

    private void wrong(long place, @Nullable UUID subject, String problem) {
        findings.add(new Finding.OfRecord(writer, place, subject, problem));
    }
}

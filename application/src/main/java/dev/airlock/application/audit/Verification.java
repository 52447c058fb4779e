package dev.airlock.application.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of the audit log found.
 *
 * @param chains how many writers' chains were walked
 * @param events how many records they hold
 * @param checkpoints how many checkpoints were read
 * @param uncovered how many records at the ends of chains no checkpoint covers yet: cutting those off would not be noticed
 * @param keyFingerprint the key that the checkpoints were checked with
 * @param wrong how many things are wrong
 * @param first the first of them, at most {@value #LISTED}
 */
public record Verification(
        long chains,
        long events,
        long checkpoints,
        long uncovered,
        String keyFingerprint,
        long wrong,
        List<Finding> first) {
    /** How many findings are listed; the others are only counted. */
    public static final int LISTED = 100;

    public Verification {
        first = List.copyOf(first);
    }

    /** Returns whether nothing is wrong. */
    public boolean intact() {
        return wrong == 0;
    }

    /** One thing that is wrong. */
    public sealed interface Finding {
        /** A sentence that names the place and what is wrong with it. */
        String message();

        /** A record. */
        record OfRecord(
                UUID writer, long sequence, @Nullable UUID subject, String problem) implements Finding {
            @Override
            public String message() {
                return "record " + sequence + " of writer " + writer
                        + (subject == null ? "" : " (subject " + subject + ")") + ": " + problem;
            }
        }

        /** A line of the checkpoints. */
        record OfCheckpoint(long line, String problem) implements Finding {
            @Override
            public String message() {
                return "checkpoint line " + line + ": " + problem;
            }
        }
    }
}

package dev.airlock.persistence.audit;

import java.util.UUID;

/** The advisory lock that a writer's session holds for as long as it lives. */
final class WriterLock {
    private WriterLock() {}

    /** The lock's key: whoever can take it knows that the writer's session is gone. */
    static long key(UUID writer) {
        return writer.getMostSignificantBits() ^ writer.getLeastSignificantBits();
    }
}

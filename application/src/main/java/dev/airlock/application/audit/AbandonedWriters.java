package dev.airlock.application.audit;

import dev.airlock.domain.audit.AuditEvent;

/** Writers whose node ended without closing them. */
public interface AbandonedWriters {
    /**
     * Takes one abandoned writer after the other, each by a single node at a time, hands its intents without outcome to the heir, and marks it closed
     * when the heir has recorded them all. Returns how many writers were closed.
     */
    int close(Heir heir);

    /** Receives what an abandoned writer left open. */
    @FunctionalInterface
    interface Heir {
        /** Durably records the end of an intent that has none; false where that is impossible now, and then its writer stays open. */
        boolean end(AuditEvent intent);
    }
}

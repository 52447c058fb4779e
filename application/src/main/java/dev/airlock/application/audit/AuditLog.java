package dev.airlock.application.audit;

import dev.airlock.domain.audit.AuditEvent;

/** Where every deed is recorded. Only the gate, the guarded call and sign-in write to it. */
public interface AuditLog {
    /** Records the event and returns when it is durable; fails when it cannot be, and then nothing may happen. */
    void append(AuditEvent event) throws AuditUnavailableException;

    /** Records the event soon, in order, without waiting: for outcomes, whose intent is durable already. */
    void appendLater(AuditEvent event);
}

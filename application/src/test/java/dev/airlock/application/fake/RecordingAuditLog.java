package dev.airlock.application.fake;

import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.AuditUnavailableException;
import dev.airlock.domain.audit.AuditEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told; a test can make it fail. */
public final class RecordingAuditLog implements AuditLog {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean available = true;

    @Override
    public void append(AuditEvent event) throws AuditUnavailableException {
        if (!available) {
            throw new AuditUnavailableException("the audit log cannot be written");
        }
        events.add(event);
    }

    @Override
    public void appendLater(AuditEvent event) {
        events.add(event);
    }

    /** Returns everything recorded so far, oldest first. */
    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /** Makes every append fail from now on. */
    public void fail() {
        available = false;
    }

    /** Makes appends succeed again. */
    public void recover() {
        available = true;
    }
}

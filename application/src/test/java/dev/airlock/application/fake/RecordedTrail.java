package dev.airlock.application.fake;

import dev.airlock.application.audit.AuditTrail;
import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.identity.OrganizationId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads back what a recording audit log was told; the cursor is the place of the next event. */
public final class RecordedTrail implements AuditTrail {
    private final RecordingAuditLog log;
    private volatile @Nullable String fault;

    /** Makes the trail of a log. */
    public RecordedTrail(RecordingAuditLog log) {
        this.log = log;
    }

    /** Makes every reading fail. */
    public void fail(String message) {
        fault = message;
    }

    /** Makes reading work again. */
    public void recover() {
        fault = null;
    }

    @Override
    public Page page(OrganizationId organization, Filter filter, @Nullable String cursor, int limit) {
        List<Entry> matching = matching(organization, filter);
        Collections.reverse(matching);
        int start = cursor == null ? 0 : Integer.parseInt(cursor);
        int end = Math.min(matching.size(), start + limit);
        return new Page(matching.subList(start, end), end < matching.size() ? Integer.toString(end) : null);
    }

    @Override
    public void stream(OrganizationId organization, Filter filter, Consumer<Entry> sink) {
        matching(organization, filter).forEach(sink);
    }

    private List<Entry> matching(OrganizationId organization, Filter filter) {
        String broken = fault;
        if (broken != null) {
            throw new IllegalStateException(broken);
        }
        var entries = new ArrayList<Entry>();
        for (AuditEvent event : log.events()) {
            if (event.organization().equals(organization) && matches(event, filter)) {
                entries.add(new Entry(new UUID(0, 1), entries.size() + 1L, event));
            }
        }
        return entries;
    }

    private static boolean matches(AuditEvent event, Filter filter) {
        return matches(event.action(), filter.action())
                && matches(event.server(), filter.server())
                && matches(event.tool(), filter.tool())
                && matches(event.actor(), filter.actor())
                && matches(event.subject(), filter.subject())
                && matches(event.result().name(), filter.result());
    }

    private static boolean matches(@Nullable Object value, @Nullable Object wanted) {
        return wanted == null || Objects.equals(value, wanted);
    }
}

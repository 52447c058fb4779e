package dev.airlock.application.audit;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Role;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the audit log: administrators all of their organization's, members what they did themselves. */
public final class ReadAudit {
    private static final int MAX_PAGE = 200;

    private final AuditTrail trail;

    /** Makes the verb. */
    public ReadAudit(AuditTrail trail) {
        this.trail = trail;
    }

    /** Returns a page, newest first; at most 200 events. */
    public AuditTrail.Page page(Caller caller, AuditTrail.Filter filter, @Nullable String cursor, int limit) {
        int bounded = Math.clamp(limit, 1, MAX_PAGE);
        return trail.page(caller.organizationId(), visible(caller, filter), cursor, bounded);
    }

    /** Streams everything that matches, oldest first. */
    public void stream(Caller caller, AuditTrail.Filter filter, Consumer<AuditTrail.Entry> sink) {
        trail.stream(caller.organizationId(), visible(caller, filter), sink);
    }

    private static AuditTrail.Filter visible(Caller caller, AuditTrail.Filter filter) {
        UUID actor = caller.membership().role().includes(Role.ADMIN)
                ? filter.actor()
                : caller.user().value();
        return new AuditTrail.Filter(
                filter.action(),
                filter.server(),
                filter.tool(),
                actor,
                filter.subject(),
                filter.result(),
                filter.text());
    }
}

package dev.airlock.application.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.identity.OrganizationId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was recorded in an organization, for reading. */
public interface AuditTrail {
    /**
     * Returns one page of an organization's events, newest first. Where a filter matches seldom, a page may hold fewer than asked for, even none, and still
     * have a next one: each page looks at a bounded part of the log.
     *
     * @param cursor {@link Page#next()} of the page before, or null for the first; anything else is an {@link IllegalArgumentException}
     */
    Page page(OrganizationId organization, Filter filter, @Nullable String cursor, int limit);

    /** Streams an organization's events that match, oldest first. */
    void stream(OrganizationId organization, Filter filter, Consumer<Entry> sink);

    /**
     * Which events; null members match everything.
     *
     * @param text a part of a tool's, client's or action's name
     */
    record Filter(
            @Nullable String action,
            @Nullable String server,
            @Nullable String tool,
            @Nullable UUID actor,
            @Nullable UUID subject,
            @Nullable String result,
            @Nullable String text) {
        /** Everything. */
        public static final Filter ALL = new Filter(null, null, null, null, null, null, null);
    }

    /** An event and where it stands. */
    record Entry(UUID writer, long sequence, AuditEvent event) {}

    /** A page and the cursor of the next one, null on the last. */
    record Page(List<Entry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }
}

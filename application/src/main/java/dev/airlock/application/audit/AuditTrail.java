package dev.airlock.application.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.ChainLink;
import dev.airlock.domain.identity.OrganizationId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was recorded, for reading. */
public interface AuditTrail {
    /** Returns one page of an organization's events, newest first. */
    Page page(OrganizationId organization, Filter filter, @Nullable String cursor, int limit);

    /** Streams an organization's events that match, oldest first. */
    void stream(OrganizationId organization, Filter filter, Consumer<Entry> sink);

    /** Returns every writer's chain, oldest first. */
    List<UUID> writers();

    /** Streams one writer's chain in order, as stored, across organizations. */
    void chain(UUID writer, Consumer<StoredLink> sink);

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

    /** A link as read back, with the hash that was stored for it. */
    record StoredLink(ChainLink link, byte[] storedHash) {}
}

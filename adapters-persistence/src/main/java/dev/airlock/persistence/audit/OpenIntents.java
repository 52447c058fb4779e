package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.AuditEvent;
import dev.airlock.domain.audit.ChainLink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The intents in a chain that have no outcome yet, oldest first: a restart need look no further back than the first of them. */
final class OpenIntents {
    private final Map<UUID, Long> places = new LinkedHashMap<>();
    private long last;

    void note(ChainLink link) {
        last = link.sequence();
        AuditEvent event = link.event();
        switch (event.phase()) {
            case INTENT -> places.put(event.subject(), link.sequence());
            case OUTCOME -> places.remove(event.subject());
            case EVENT -> {}
        }
    }

    boolean none() {
        return places.isEmpty();
    }

    /** The place up to which every intent has its outcome. */
    long closedThrough() {
        return places.isEmpty() ? last : places.values().iterator().next() - 1;
    }
}

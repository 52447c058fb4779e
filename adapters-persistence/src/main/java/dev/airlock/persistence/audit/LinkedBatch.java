package dev.airlock.persistence.audit;

import dev.airlock.domain.audit.ChainHead;
import dev.airlock.domain.audit.ChainLink;
import java.util.ArrayList;
import java.util.List;

/** Events linked to the end of a chain, to be written together. */
final class LinkedBatch {
    private final List<QueuedEvent> events;
    private final List<ChainLink> links;
    private final List<byte[]> hashes;
    private final ChainHead end;

    private LinkedBatch(List<QueuedEvent> events, List<ChainLink> links, List<byte[]> hashes, ChainHead end) {
        this.events = events;
        this.links = links;
        this.hashes = hashes;
        this.end = end;
    }

    static LinkedBatch after(ChainHead start, List<QueuedEvent> events) {
        var links = new ArrayList<ChainLink>(events.size());
        var hashes = new ArrayList<byte[]>(events.size());
        ChainHead end = start;
        for (QueuedEvent event : events) {
            ChainLink link = end.link(event.event());
            end = new ChainHead(link.writer(), link.sequence(), link.hash());
            links.add(link);
            hashes.add(end.hash());
        }
        return new LinkedBatch(List.copyOf(events), links, hashes, end);
    }

    List<QueuedEvent> events() {
        return events;
    }

    List<ChainLink> links() {
        return links;
    }

    List<byte[]> hashes() {
        return hashes;
    }

    /** Where the chain ends once the batch is durable. */
    ChainHead end() {
        return end;
    }
}

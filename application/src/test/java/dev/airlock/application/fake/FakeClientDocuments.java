package dev.airlock.application.fake;

import dev.airlock.application.oauth.ClientDocuments;
import dev.airlock.domain.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Client metadata documents that tests put on their own web. */
public final class FakeClientDocuments implements ClientDocuments {
    private final AtomicInteger fetches = new AtomicInteger();
    private final Map<URI, Json.Obj> published = new ConcurrentHashMap<>();

    /** Publishes a document, in the place of one that may be there. */
    public void publish(URI address, Json.Obj metadata) {
        published.put(address, metadata);
    }

    /** How often one was fetched. */
    public int fetches() {
        return fetches.get();
    }

    @Override
    public Fetched fetch(URI address) {
        fetches.incrementAndGet();
        Json.Obj metadata = published.get(address);
        return metadata == null
                ? new Fetched.Failed("the address answered 404 Not Found")
                : new Fetched.Document(metadata, Duration.ofHours(1));
    }
}

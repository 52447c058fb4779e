package dev.airlock.application.oauth;

import dev.airlock.domain.json.Json;
import java.net.URI;
import java.time.Duration;

/** Client metadata documents on the web, fetched from public addresses alone, without redirects, within 5 s and 64 KiB. */
public interface ClientDocuments {
    /** Fetches a document. */
    Fetched fetch(URI address);

    /** What came of it. */
    sealed interface Fetched {
        /** The document, and how long its server lets it be kept. */
        record Document(Json.Obj metadata, Duration freshFor) implements Fetched {}

        /** It was not asked for, since many are at the moment. */
        record Busy() implements Fetched {}

        /** Why there is none. */
        record Failed(String problem) implements Fetched {}
    }
}

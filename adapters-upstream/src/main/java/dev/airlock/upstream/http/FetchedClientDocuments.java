package dev.airlock.upstream.http;

import dev.airlock.application.oauth.ClientDocuments;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.JsonReader;
import dev.airlock.domain.json.JsonSyntaxException;
import dev.airlock.upstream.http.Exchange.Answer;
import dev.airlock.upstream.http.Exchange.Budget;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Client metadata documents, fetched through the same guard as calls. Strangers say from where, so that few are fetched at once, and a failure tells little. */
public final class FetchedClientDocuments implements ClientDocuments {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(5), 64 * 1024);
    private static final int AT_ONCE = 8;

    private final UpstreamClient client;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** Fetches with this client. */
    public FetchedClientDocuments(UpstreamClient client) {
        this.client = client;
    }

    @Override
    public Fetched fetch(URI address) {
        if (!places.tryAcquire()) {
            return new Fetched.Busy();
        }
        try {
            return switch (DocumentRequest.send(client, address, "application/json", BUDGET)) {
                // The reason would tell a stranger which names and doors there are behind Airlock.
                case Exchange.Failure f -> new Fetched.Failed("no public address gave an answer within 5 s");
                case Answer answer -> fetched(answer);
            };
        } finally {
            places.release();
        }
    }

    private static Fetched fetched(Answer answer) {
        if (answer.status() != 200) {
            return new Fetched.Failed(
                    "it was answered with " + Reasons.of(answer.status()) + "; redirects are not followed");
        }
        if (answer.cut() != null) {
            return new Fetched.Failed("it is larger than 64 KiB, or took longer than 5 s");
        }
        if (!MediaType.of(answer.contentType()).isJson()) {
            return new Fetched.Failed("its Content-Type is not application/json");
        }
        try {
            return JsonReader.read(answer.body()) instanceof Json.Obj metadata
                    ? new Fetched.Document(metadata, Freshness.of(answer.cacheControl()))
                    : new Fetched.Failed("it is not a JSON object");
        } catch (JsonSyntaxException e) {
            return new Fetched.Failed("it is no JSON that can be read");
        }
    }
}

package dev.airlock.upstream.http;

import dev.airlock.application.server.ApiDescriptions.Fetch;
import dev.airlock.upstream.http.Exchange.Answer;
import dev.airlock.upstream.http.Exchange.Budget;
import java.net.URI;
import java.time.Duration;

/** Fetches a document from a public address, through the same guard as calls and without any credential. */
public final class DocumentFetcher {
    private static final Budget BUDGET = new Budget(Duration.ofSeconds(20), 32 * 1024 * 1024);
    private static final String ACCEPT = "application/json, application/yaml, text/yaml, */*;q=0.8";

    private final UpstreamClient client;
    private final AddressGuard guard;

    /** Makes a fetcher. */
    public DocumentFetcher(UpstreamClient client, AddressGuard guard) {
        this.client = client;
        this.guard = guard;
    }

    /** Fetches at most 32 MiB within 20 s; a redirect is an answer like any other failure and names where it points. */
    public Fetch fetch(URI address) {
        String problem = guard.problem(withoutQuery(address));
        if (problem != null) {
            return new Fetch.Failed(problem);
        }
        return switch (DocumentRequest.send(client, address, ACCEPT, BUDGET)) {
            case Exchange.Failure(String failure, boolean sent) -> new Fetch.Failed(failure);
            case Answer answer -> fetched(answer);
        };
    }

    private static Fetch fetched(Answer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            return new Fetch.Failed("the address redirects to " + answer.location()
                    + "; redirects are not followed, so give the final address");
        }
        if (answer.status() != 200) {
            return new Fetch.Failed("the address answered " + Reasons.of(answer.status()));
        }
        if (answer.cut() != null) {
            return new Fetch.Failed("the document is larger than 32 MiB, or took longer than 20 s");
        }
        return new Fetch.Fetched(answer.body());
    }

    private static URI withoutQuery(URI address) {
        String text = address.toString();
        int end = text.indexOf('?') >= 0 ? text.indexOf('?') : text.indexOf('#');
        return end < 0 ? address : URI.create(text.substring(0, end));
    }
}

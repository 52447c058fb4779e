package dev.airlock.upstream.http;

import dev.airlock.domain.call.Header;
import java.net.URI;
import java.util.List;

/** Asks for a document, without any credential. */
final class DocumentRequest {
    private static final byte[] NO_BODY = {};

    private DocumentRequest() {}

    static Exchange send(UpstreamClient client, URI address, String accept, Exchange.Budget budget) {
        List<Header> headers = List.of(
                new Header("Accept", accept),
                new Header("Accept-Encoding", "identity"),
                new Header("User-Agent", "Airlock"));
        return client.exchange(UpstreamClient.host(address), "GET", target(address), headers, NO_BODY, budget);
    }

    static String target(URI address) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    }
}

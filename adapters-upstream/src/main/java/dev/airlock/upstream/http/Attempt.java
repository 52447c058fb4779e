package dev.airlock.upstream.http;

import org.apache.hc.client5.http.protocol.HttpClientContext;

/** One request on its way, and whether any of it may have left. */
final class Attempt extends HttpClientContext {
    private boolean sent;

    void markSent() {
        sent = true;
    }

    boolean sent() {
        return sent;
    }
}

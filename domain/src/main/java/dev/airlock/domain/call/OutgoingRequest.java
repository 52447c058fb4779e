package dev.airlock.domain.call;

import java.util.List;

/**
 * The HTTP request that a call will send, complete but for the credential.
 *
 * @param method the HTTP method, upper case
 * @param origin scheme, host and port: {@code https://api.example.com}
 * @param target path and query as they go on the wire, percent-encoded
 * @param headers the headers that the operation sets, in order; none that belongs to Airlock
 * @param body the bytes, empty for none; not to be changed
 */
public record OutgoingRequest(String method, String origin, String target, List<Header> headers, byte[] body) {
    public OutgoingRequest {
        headers = List.copyOf(headers);
    }
}

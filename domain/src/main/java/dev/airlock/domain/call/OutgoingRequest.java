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
 * @param fields the members of the answer that are asked for, as dotted paths; empty for the whole answer. Never sent: it is Airlock that
 *     leaves out the rest.
 */
public record OutgoingRequest(
        String method, String origin, String target, List<Header> headers, byte[] body, List<String> fields) {
    public OutgoingRequest {
        headers = List.copyOf(headers);
        fields = List.copyOf(fields);
    }

    /** A request whose whole answer is asked for. */
    public OutgoingRequest(String method, String origin, String target, List<Header> headers, byte[] body) {
        this(method, origin, target, headers, body, List.of());
    }
}

package dev.airlock.domain.call;

import dev.airlock.domain.connection.ConnectionId;
import dev.airlock.domain.digest.Fields;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolFingerprint;
import org.jspecify.annotations.Nullable;

/**
 * Everything that makes a call what it is: who asks, as whom, and the request that will be sent. Built once before it is judged;
 * the same object is judged, shown, hashed and sent.
 *
 * @param connection whose credential goes with it, or null where the API wants none
 */
public record CanonicalRequest(
        Caller caller,
        ServerId server,
        ToolFingerprint tool,
        @Nullable ConnectionRef connection,
        OutgoingRequest outgoing) {

    /** A connection as it was made when it was judged; renewals of its credential leave that alone. */
    public record ConnectionRef(ConnectionId id, long generation) {}

    /** Hashes every field, each prefixed with its length, so that no two requests share an encoding. */
    public RequestDigest digest() {
        var fields = new Fields();
        fields.add("airlock-request-1");
        fields.add(caller.organizationId().toString());
        fields.add(caller.user().toString());
        fields.add(caller.client());
        fields.add(server.toString());
        fields.add(tool.value());
        fields.add(connection == null ? "" : connection.id() + "@" + connection.generation());
        fields.add(outgoing.method());
        fields.add(outgoing.origin());
        fields.add(outgoing.target());
        fields.add(Integer.toString(outgoing.headers().size()));
        for (Header header : outgoing.headers()) {
            fields.add(header.name());
            fields.add(header.value());
        }
        fields.add(outgoing.body());
        outgoing.fields().forEach(fields::add);
        return new RequestDigest(fields.sha256());
    }
}

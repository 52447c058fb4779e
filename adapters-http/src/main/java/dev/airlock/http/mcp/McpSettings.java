package dev.airlock.http.mcp;

import java.time.Duration;

/**
 * The bounds of the MCP endpoint.
 *
 * @param maxBody bytes of one request
 * @param pageSize tools in one page of a list
 * @param preparedLists bytes of lists that are kept ready
 * @param maxStreams open streams of notifications, of all callers
 * @param maxStreamsPerUser open streams of notifications, of one user
 * @param recheck how often an open stream checks that its token is still good; at most so long it outlives it
 * @param keepAlive how long a stream may be silent
 * @param connecting how long a call waits for its user to connect the service, once they have said that they do
 * @param callSilence how long a call of the modern era may take before its response becomes a stream, and then be silent
 * @param holds the bounds of calls that are held open while they wait for a person
 * @param sockets the bounds of WebSockets
 */
public record McpSettings(
        int maxBody,
        int pageSize,
        int preparedLists,
        int maxStreams,
        int maxStreamsPerUser,
        Duration recheck,
        Duration keepAlive,
        Duration connecting,
        Duration callSilence,
        HoldSettings holds,
        SocketSettings sockets) {
    /** For production. */
    public static final McpSettings DEFAULT = new McpSettings(
            1 << 20,
            100,
            16 << 20,
            1_000,
            100,
            Duration.ofSeconds(3),
            Duration.ofSeconds(15),
            Duration.ofSeconds(25),
            Duration.ofSeconds(2),
            HoldSettings.DEFAULT,
            SocketSettings.DEFAULT);

    /** The same, but that calls are held open so long. */
    public McpSettings holding(Duration longest) {
        return holding(HoldSettings.of(longest));
    }

    /** The same with other bounds of calls that are held open. */
    McpSettings holding(HoldSettings other) {
        return new McpSettings(
                maxBody,
                pageSize,
                preparedLists,
                maxStreams,
                maxStreamsPerUser,
                recheck,
                keepAlive,
                connecting,
                callSilence,
                other,
                sockets);
    }
}

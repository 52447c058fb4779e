package dev.airlock.http.mcp;

import java.time.Duration;

/**
 * The bounds of MCP over WebSocket.
 *
 * @param maxOpen open sockets, of all callers
 * @param maxOpenPerUser open sockets, of one user
 * @param maxCalls calls under way on all sockets
 * @param maxCallsPerUser calls under way on all sockets of one user
 * @param maxCallsPerSocket calls under way on one socket
 * @param maxStreams streams of notifications on one socket
 * @param maxUnfinished long messages that have not arrived whole, on all sockets
 * @param maxUnfinishedPerUser long messages that have not arrived whole, on all sockets of one user
 * @param maxWaiting bytes that wait to be sent on all sockets before those are ended at once whose clients do not read
 * @param maxWaitingPerSocket bytes that wait to be sent on one socket before no more of its messages are read
 * @param ping how often a socket is asked for a sign of life; one that has given none by the next time is ended
 * @param patience how long a client may take to read one message, or to send one, before its socket is ended
 * @param farewell how long a client may take to agree that its socket is closed, or to read a message while too much waits
 * @param lastCalls how long calls may still take when the server stops
 */
public record SocketSettings(
        int maxOpen,
        int maxOpenPerUser,
        int maxCalls,
        int maxCallsPerUser,
        int maxCallsPerSocket,
        int maxStreams,
        int maxUnfinished,
        int maxUnfinishedPerUser,
        int maxWaiting,
        int maxWaitingPerSocket,
        Duration ping,
        Duration patience,
        Duration farewell,
        Duration lastCalls) {
    /** For production. */
    public static final SocketSettings DEFAULT = new SocketSettings(
            10_000,
            1_000,
            4_000,
            128,
            16,
            16,
            64,
            16,
            64 << 20,
            256 << 10,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));
}

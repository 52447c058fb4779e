package dev.airlock.http.mcp;

/** What an HTTP request is answered with. */
sealed interface HttpAnswer permits Answer, HttpAnswer.Unauthorized, HttpAnswer.Upgrade, HttpAnswer.Issued {
    /** That a token is wanted, and how to present it. */
    record Unauthorized(String challenge) implements HttpAnswer {}

    /** A ticket that opens a WebSocket. */
    record Issued(Ticket ticket) implements HttpAnswer {}

    /** That the connection becomes a WebSocket. */
    record Upgrade(Exchange exchange) implements HttpAnswer {}
}

package dev.airlock.http.mcp;

/** One era of the protocol, over any transport. */
sealed interface Edition permits LegacyEdition, ModernEdition {
    /** Answers a request. */
    Answer answer(Exchange exchange, Message.Request request);

    /** Takes note of a message that wants no answer. */
    Answer take(Exchange exchange);

    /** Answers a client that opens the stream of its session. */
    Answer listen(Exchange exchange);
}

package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;

/** Who speaks to which server, and through what. */
record Exchange(Caller caller, ServerSnapshot snapshot, Channel channel) {
    /** The server's slug. */
    Slug server() {
        return snapshot.server().slug();
    }

    /** What is said beside the message. */
    RequestHeaders headers() {
        return channel.headers();
    }

    /** What the presented token proves now, for streams that stay open. */
    Authentication authenticateAgain() {
        return channel.authentication().get();
    }
}

package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.identity.Authentication;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.Slug;
import java.util.function.Supplier;

/**
 * Who speaks to which server, and how the request looks from outside.
 *
 * @param authenticateAgain what the presented token proves now, for streams that stay open
 */
record Exchange(
        Caller caller, ServerSnapshot snapshot, RequestHeaders headers, Supplier<Authentication> authenticateAgain) {
    /** The server's slug. */
    Slug server() {
        return snapshot.server().slug();
    }
}

package dev.airlock.http.mcp;

import dev.airlock.application.connection.CallerConnections;
import dev.airlock.domain.call.CallOutcome;
import dev.airlock.domain.server.Server;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of the legacy era: within a session, a user who has to connect the service first is asked to. */
final class SessionCalls {
    private final Sessions sessions;
    private final CallerConnections connections;
    private final UrlElicitation elicitation;

    SessionCalls(Sessions sessions, CallerConnections connections, UrlElicitation elicitation) {
        this.sessions = sessions;
        this.connections = connections;
        this.elicitation = elicitation;
    }

    /** Begins a session, and returns its id. */
    String begin(Exchange exchange) {
        return sessions.begin(exchange);
    }

    /** Returns the session that a request belongs to, null where it belongs to none. */
    static @Nullable String session(Exchange exchange) {
        List<String> given = exchange.headers().all(RequestHeaders.SESSION);
        return given.isEmpty() ? null : given.getFirst();
    }

    /** Returns what is wrong with the session that a request names, or null. Clients begin another one where theirs is not known. */
    @Nullable
    RpcError fault(Exchange exchange) {
        return exchange.headers().all(RequestHeaders.SESSION).stream().allMatch(id -> sessions.isOf(exchange, id))
                ? null
                : RpcError.refused(404, "this session is not known here; begin another one with initialize");
    }

    /** Makes the call and answers. */
    Answer.Outcome run(Exchange exchange, PendingCall pending) {
        String session = session(exchange);
        if (session == null) {
            return pending.run();
        }
        // Looked up before the call, so that the session's stream cannot tell of a later connection under another name.
        Server server = exchange.snapshot().server();
        String id = Sessions.elicitation(
                session, connections.find(exchange.caller(), server), connections.removals(exchange.caller(), server));
        CallOutcome outcome = pending.make(exchange.caller());
        return outcome instanceof CallOutcome.NotConnected unconnected
                ? new Answer.Failure(
                        pending.request().id(), RpcError.urlElicitationRequired(elicitation.of(unconnected, id)))
                : pending.answer(outcome);
    }
}

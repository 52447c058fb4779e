package dev.airlock.http.mcp;

import dev.airlock.application.call.ServerSnapshot;
import dev.airlock.application.call.ServerSnapshots;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.oauth.McpResource;
import dev.airlock.http.FaultMapper;
import org.jspecify.annotations.Nullable;

/**
 * Answers messages, whatever they came through. An organization or a server that the caller does not reach is answered as one that does not exist.
 */
final class Dispatcher {
    private final ServerSnapshots snapshots;
    private final Eras eras;
    private final FaultMapper faults;

    Dispatcher(ServerSnapshots snapshots, Eras eras, FaultMapper faults) {
        this.snapshots = snapshots;
        this.eras = eras;
        this.faults = faults;
    }

    /** Answers a message. */
    Answer answer(Caller caller, Channel channel, Message message) {
        if (message instanceof Message.Malformed(Json id, RpcError error)) {
            return new Answer.Failure(id, error);
        }
        Json id = message instanceof Message.Request(Json given, var method, var params) ? given : null;
        try {
            Exchange exchange = exchange(caller, channel);
            return exchange == null ? new Answer.Failure(id, RpcError.NO_SERVER) : eras.answer(exchange, message);
        } catch (RuntimeException e) {
            return new Answer.Failure(id, RpcError.internal(faults.meet("the MCP endpoint", e)));
        }
    }

    /** Answers a call that is ready to be made. */
    Answer.Outcome answer(Answer.Calling calling) {
        try {
            return calling.call().get();
        } catch (RuntimeException e) {
            return new Answer.Failure(calling.id(), RpcError.internal(faults.meet("the MCP endpoint", e)));
        }
    }

    /** Returns who speaks to which server through the channel, null where they reach none. */
    @Nullable
    Exchange exchange(Caller caller, Channel channel) {
        McpResource resource = channel.resource();
        ServerSnapshot snapshot = resource != null
                        && resource.server() != null
                        && resource.organization().equals(caller.organization().slug())
                ? snapshots.find(caller, resource.server())
                : null;
        return snapshot == null ? null : new Exchange(caller, snapshot, channel);
    }
}

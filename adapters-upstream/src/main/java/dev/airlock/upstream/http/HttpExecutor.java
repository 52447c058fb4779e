package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;

/** Executes tools whose binding is an {@link HttpOperation}. */
public final class HttpExecutor implements Executor {
    private final ServerType type;
    private final UpstreamClient client;

    /** Makes an executor for one type of server. */
    public HttpExecutor(ServerType type, UpstreamClient client) {
        this.type = type;
        this.client = client;
    }

    @Override
    public ServerType type() {
        return type;
    }

    /** Compiles the operation; a binding that must not be sent, whoever stored it, is an {@link IllegalArgumentException}. */
    @Override
    public Operation bind(Server server, Tool tool) {
        return new BoundOperation(
                client, server, HttpOperation.fromJson(tool.binding().parse()));
    }
}

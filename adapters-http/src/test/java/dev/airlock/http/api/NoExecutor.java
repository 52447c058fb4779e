package dev.airlock.http.api;

import dev.airlock.application.call.Executor;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;

/** Stands where calls would be executed: the management API makes none. */
final class NoExecutor implements Executor {
    @Override
    public ServerType type() {
        return ServerType.OPENAPI;
    }

    @Override
    public Operation bind(Server server, Tool tool) {
        throw new AssertionError("the management API calls no tool");
    }
}

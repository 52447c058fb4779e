package dev.airlock.application.fake;

import dev.airlock.application.call.Executor;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;

/** Stands where calls would be executed: those who make no calls have it. */
public final class NoExecutor implements Executor {
    @Override
    public ServerType type() {
        return ServerType.OPENAPI;
    }

    @Override
    public Operation bind(Server server, Tool tool) {
        throw new AssertionError("nothing here calls a tool");
    }
}

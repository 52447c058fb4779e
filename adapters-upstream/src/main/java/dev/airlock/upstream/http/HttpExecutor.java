package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Executes tools whose binding is an {@link HttpOperation}. */
public final class HttpExecutor implements Executor {
    private final ServerType type;
    private final UpstreamClient client;
    private final InstantSource clock;
    private final Map<ServerId, RetryBudget> retries = new ConcurrentHashMap<>();

    /** Makes an executor for one type of server. */
    public HttpExecutor(ServerType type, UpstreamClient client, InstantSource clock) {
        this.type = type;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public ServerType type() {
        return type;
    }

    /** Compiles the operation; a binding that must not be sent, whoever stored it, is an {@link IllegalArgumentException}. */
    @Override
    public Operation bind(Server server, Tool tool) {
        var operation = HttpOperation.fromJson(tool.binding().parse());
        boolean idempotent = tool.annotations().readOnly() || tool.annotations().idempotent();
        RetryBudget budget = retries.computeIfAbsent(server.id(), id -> new RetryBudget(clock));
        return new BoundOperation(
                server.origin(),
                new RequestWriter(server, operation),
                new Sending(client, server.targetUrl(), idempotent, budget, clock),
                new ReplyShaper(client.limits(), ReplyRules.of(server, tool, operation), clock));
    }
}

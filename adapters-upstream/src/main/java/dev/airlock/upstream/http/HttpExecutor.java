package dev.airlock.upstream.http;

import dev.airlock.application.call.Executor;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.server.ServerType;
import dev.airlock.domain.tool.Tool;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
        UrlTemplate own = operation.server();
        if (own != null && !server.target().others().contains(own)) {
            return new Misplaced(own);
        }
        var base = new Base(own == null ? server.target().url() : own);
        return new BoundOperation(
                base,
                new RequestWriter(server, base, operation),
                new Sending(client, idempotent, budget, clock),
                new ReplyShaper(client.limits(), ReplyRules.of(server, tool, operation), clock));
    }

    /** An operation that goes to what is no base URL of its server any more. */
    private record Misplaced(UrlTemplate url) implements Operation {
        private String problem() {
            return "this operation goes to " + url
                    + ", which is no base URL of the server any more; an administrator can make it one again";
        }

        @Override
        public Preparation prepare(Json.Obj arguments, Map<String, String> variables) {
            return new Preparation.Invalid(List.of(new Violation("", problem())));
        }

        @Override
        public Transmission send(
                OutgoingRequest request, Map<String, String> variables, @Nullable Credential credential) {
            return new Transmission.Failed(problem(), false);
        }
    }
}

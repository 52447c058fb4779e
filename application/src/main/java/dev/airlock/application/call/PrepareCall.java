package dev.airlock.application.call;

import dev.airlock.application.connection.CallerConnections;
import dev.airlock.domain.call.CanonicalRequest;
import dev.airlock.domain.call.OutgoingRequest;
import dev.airlock.domain.call.ToolCall;
import dev.airlock.domain.call.Violation;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.policy.Verdict;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.server.ServerVariable;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what a call would send and what the policy says of it, as things are now; records nothing and sends nothing. */
public final class PrepareCall {
    private final ServerSnapshots snapshots;
    private final CallerConnections connections;
    private final InstantSource clock;

    /** Makes the verb. */
    public PrepareCall(ServerSnapshots snapshots, CallerConnections connections, InstantSource clock) {
        this.snapshots = snapshots;
        this.connections = connections;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Prepared {
        /** It can be sent as far as the call itself goes; whether it may be is the verdict's. */
        record Ready(ReadyCall call) implements Prepared {}

        /** There is no such tool for this caller. */
        record Unknown() implements Prepared {}

        /** The arguments do not fit the tool. */
        record Invalid(List<Violation> violations) implements Prepared {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }
    }

    /** Prepares a call. */
    public Prepared prepare(ToolCall call) {
        ServerSnapshot snapshot = snapshots.find(call.caller(), call.server());
        SnapshotTool tool = snapshot == null ? null : snapshot.tool(call.tool());
        if (snapshot == null || tool == null) {
            return new Prepared.Unknown();
        }
        List<Violation> violations = tool.prepared().check().violations(call.arguments());
        return violations.isEmpty() ? plan(call, snapshot, tool) : new Prepared.Invalid(violations);
    }

    private Prepared plan(ToolCall call, ServerSnapshot snapshot, SnapshotTool tool) {
        Server server = snapshot.server();
        Executor.Operation operation = tool.prepared().operation();
        Connection found = server.schemes().isEmpty() ? null : connections.find(call.caller(), server);
        return switch (operation.prepare(call.arguments(), Sender.variables(server, found))) {
            case Executor.Preparation.Invalid(List<Violation> unfit) -> new Prepared.Invalid(unfit);
            case Executor.Preparation.Ready(OutgoingRequest request) -> {
                Connection connection = found == null ? null : fit(server, request, found);
                var canonical = new CanonicalRequest(
                        call.caller(), server.id(), tool.tool().fingerprint(), ref(connection), request);
                Verdict verdict =
                        snapshot.policy().judge(call.caller(), tool.tool(), call.arguments(), clock.instant());
                yield new Prepared.Ready(
                        new ReadyCall(call, server, tool.tool(), operation, canonical, connection, verdict));
            }
        };
    }

    private static CanonicalRequest.@Nullable ConnectionRef ref(@Nullable Connection connection) {
        return connection == null ? null : new CanonicalRequest.ConnectionRef(connection.id(), connection.generation());
    }

    /** Returns the connection; at fault where its credential may not go where the request goes. */
    private static Connection fit(Server server, OutgoingRequest request, Connection connection) {
        List<ServerVariable> missing = server.target().missing(connection.variables());
        if (!missing.isEmpty()) {
            return connection.broken(
                    "it does not say yet which " + missing.getFirst().name() + " it is for");
        }
        return connection.origins().contains(request.origin())
                ? connection
                : connection.broken("it was not made for calls to " + request.origin());
    }
}

package dev.airlock.application.call;

import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tool and what is prepared for calling it, made at its first call and kept with the snapshot. */
final class SnapshotTool {
    private final Tool tool;
    private final Supplier<Prepared> prepare;
    private volatile @Nullable Prepared prepared;

    record Prepared(ArgumentSchemas.Check check, Executor.Operation operation) {}

    SnapshotTool(Server server, Tool tool, ArgumentSchemas schemas, Executor executor) {
        this.tool = tool;
        this.prepare = () -> new Prepared(schemas.compile(tool.inputSchema()), executor.bind(server, tool));
    }

    Tool tool() {
        return tool;
    }

    Prepared prepared() {
        Prepared ready = prepared;
        if (ready == null) {
            ready = prepare.get();
            prepared = ready;
        }
        return ready;
    }
}

package dev.airlock.http.api;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.policy.Action;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolAnnotations;
import org.jspecify.annotations.Nullable;

/**
 * A tool as scripts see it.
 *
 * @param operation what it calls, where it has a method and a path
 * @param action the strictest that the caller can meet
 */
record ToolView(
        String name,
        String title,
        String description,
        @Nullable Operation operation,
        RawJson inputSchema,
        @Nullable RawJson outputSchema,
        Hints annotations,
        String fingerprint,
        Action action) {
    /** An HTTP operation. */
    record Operation(String method, String path) {}

    /** What the tool does to the world, under MCP's names. */
    record Hints(boolean readOnlyHint, boolean destructiveHint, boolean idempotentHint, boolean openWorldHint) {
        static Hints of(ToolAnnotations annotations) {
            return new Hints(
                    annotations.readOnly(),
                    annotations.destructive(),
                    annotations.idempotent(),
                    annotations.openWorld());
        }
    }

    static ToolView of(Tool tool, Action action) {
        return new ToolView(
                tool.name().value(),
                tool.title(),
                tool.description(),
                operation(tool),
                tool.inputSchema(),
                tool.outputSchema(),
                Hints.of(tool.annotations()),
                tool.fingerprint().value(),
                action);
    }

    private static @Nullable Operation operation(Tool tool) {
        Json.Obj binding = tool.binding().parse();
        String method = binding.text("method");
        String path = binding.text("path");
        return method == null || path == null ? null : new Operation(method, path);
    }
}

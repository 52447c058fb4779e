package dev.airlock.http.console;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.policy.PolicySet;
import dev.airlock.domain.tool.Tool;
import org.jspecify.annotations.Nullable;

/** A tool as lists show it. */
record ToolRow(
        String name,
        String title,
        String kind,
        String tone,
        @Nullable String method,
        @Nullable String path,
        ToolAction action) {

    static ToolRow of(Tool tool, PolicySet policy) {
        Json.Obj binding = tool.binding().parse();
        return new ToolRow(
                tool.name().value(),
                tool.title(),
                kind(tool),
                tone(tool),
                binding.text("method"),
                binding.text("path"),
                ToolAction.of(policy, tool));
    }

    /** What the tool does to the world, in a word. */
    static String kind(Tool tool) {
        return tool.annotations().destructive() && !tool.annotations().readOnly()
                ? "Destructive"
                : tool.annotations().readOnly() ? "Reads" : "Writes";
    }

    /** The tone in which that is told. */
    static String tone(Tool tool) {
        return switch (kind(tool)) {
            case "Destructive" -> "bad";
            case "Writes" -> "waits";
            default -> "quiet";
        };
    }
}

package dev.airlock.application.call;

import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.policy.Policy;
import dev.airlock.domain.server.Server;
import dev.airlock.domain.tool.Tool;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server with its tools and policy at one version, immutable and ready for calls. */
public final class ServerSnapshot {
    private final Server server;
    private final Policy policy;
    private final Map<String, SnapshotTool> tools;
    private final List<Tool> ordered;

    ServerSnapshot(Server server, Policy policy, Map<String, SnapshotTool> tools, List<Tool> ordered) {
        this.server = server;
        this.policy = policy;
        this.tools = Map.copyOf(tools);
        this.ordered = List.copyOf(ordered);
    }

    /** The server. */
    public Server server() {
        return server;
    }

    /** The policy, compiled. */
    public Policy policy() {
        return policy;
    }

    /** What it takes of a cache: its tools, and one for itself. */
    int weight() {
        return ordered.size() + 1;
    }

    /** Returns the tool, or null. */
    @Nullable
    SnapshotTool tool(String name) {
        return tools.get(name);
    }

    /** Returns the tool's definition, or null. */
    public @Nullable Tool definition(String name) {
        SnapshotTool tool = tools.get(name);
        return tool == null ? null : tool.tool();
    }

    /** Returns every tool by name, those that the policy refuses included. */
    public List<Tool> tools() {
        return ordered;
    }

    /** Returns the tools that the caller could ever call, by name: those that are refused to them whatever the arguments are left out. */
    public List<Tool> visibleTo(Caller caller) {
        return ordered.stream().filter(tool -> policy.admits(caller, tool)).toList();
    }
}

package dev.airlock.application.server;

import dev.airlock.application.gate.Refusal;
import dev.airlock.domain.server.ApiConventions;
import dev.airlock.domain.server.ServerVariable;
import dev.airlock.domain.server.ServerVariable.Discovery;
import dev.airlock.domain.server.ToolReading;
import dev.airlock.domain.tool.Tool;
import dev.airlock.domain.tool.ToolName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Airlock itself reads at a service is read with tools that there are and that only read. */
final class ReadingTools {
    private ReadingTools() {}

    /** Returns why the server's tools do not serve for what is wished, or null where they do. */
    static @Nullable Refusal problem(TargetWish target, @Nullable ApiConventions conventions, List<Tool> tools) {
        Set<ToolName> reading = tools.stream()
                .filter(tool -> tool.annotations().readOnly())
                .map(Tool::name)
                .collect(Collectors.toSet());
        ToolReading identity = conventions == null ? null : conventions.identity();
        if (identity != null && !reading.contains(identity.tool())) {
            return unreadable("conventions.identity.tool", identity.tool());
        }
        List<ServerVariable> variables = target.variables();
        for (ServerVariable variable : variables == null ? List.<ServerVariable>of() : variables) {
            if (variable.discovery() instanceof Discovery.Lookup(ToolReading lookup, var label)
                    && !reading.contains(lookup.tool())) {
                return unreadable("variables." + variable.name(), lookup.tool());
            }
        }
        return null;
    }

    private static Refusal unreadable(String field, ToolName tool) {
        return Refusal.Invalid.field(field, "the server has no tool \"" + tool + "\" that only reads");
    }
}
